{#- Records that the strict tier resolves anew in an incremental build: those of the tier before,
    and who has other pairs, cannot-links or keys than in the last build, each with its component.
    Empty where everything is built. -#}
with clusters_resolved as (
    {% if is_incremental_build() -%}
        select record_key from {{ after_of(ref('int_clusters_exact')) }}
        union
        select record_key from {{ before_of(ref('int_clusters_exact')) }}
    {%- else -%}
        select record_key from {{ ref('int_clusters_exact') }}
        where false
    {%- endif %}
),

pairs_changed as (
    {{ changed_rows(
        ref('int_pairs_compared'),
        ['left_record_key', 'right_record_key', 'rule_number', 'evidence', 'link_tier']
    ) }}
),

cannot_links_changed as (
    {{ changed_rows(ref('int_cannot_links'), ['left_record_key', 'right_record_key', 'reason']) }}
),

{{ records_of_changed_keys('strict', ref('int_match_keys')) }},

records_named as (
    select record_key
    from records_of_keys
    union
    select record_key
    from clusters_resolved
    {% for side in ['left', 'right'] -%}
        union
        select {{ side }}_record_key as record_key
        from pairs_changed
        where link_tier = 'strict'
        union
        select {{ side }}_record_key as record_key
        from cannot_links_changed
    {% endfor -%}
),

{{ with_their_components('strict', 'records_named') }}

select * from records_touched
