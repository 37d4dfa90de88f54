{#- One text for all that decides who is who, data and stewards apart: it changes when a
    rule, a limit or a list does. Notes and reasons in seeds do not count. -#}
{%- set seeds = identity_policy_seeds() %}
with

{% for seed, columns in seeds.items() -%}
    {{ seed }} as (
        select * from {{ ref(seed) }}
    ),

{% endfor -%}
row_hashes as (
    {% for seed, columns in seeds.items() -%}
        select
            '{{ seed }}' as policy_part,
            {{ hash_bigint(texts_joined(columns)) }} as row_hash
        from {{ seed }}
        {{ "union all" if not loop.last }}
    {% endfor -%}
),

-- Sums do not care about the order of rows.
part_hashes as (
    select
        policy_part,
        cast(count(*) as varchar) || ':' || cast(sum(row_hash) as varchar) as part_hash
    from row_hashes
    group by policy_part
),

policy_versions as (
    select
        cast({{ md5_hex(
            "'" ~ identity_vars_digest() ~ "' "
            ~ "|| string_agg(policy_part || '=' || part_hash, ',' order by "
            ~ binary_text('policy_part') ~ ')'
        ) }} as varchar) as policy_version
    from part_hashes
)

select * from policy_versions
