{#- The keys that values judged anew in an incremental build have or had. Empty where everything is
    built. -#}
with identifiers as (
    select
        identifier_type,
        value_key
    from {{ after_of(ref('int_identifier_values_counted')) }}
    where {{ is_incremental_build() | lower }}
),

all_values as (
    select * from identifiers
    {%- if is_incremental_build() %}
        union all
        select
            identifier_type,
            value_key
        from {{ before_of(ref('int_identifier_values_counted')) }}
    {%- endif %}
),

touched_values as (
    select distinct
        identifier_type,
        value_key
    from all_values
    where value_key is not null
)

select * from touched_values
