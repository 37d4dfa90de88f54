{#- Identifier values that an incremental build judges anew: a record that changed has or had them.
    Empty where everything is built. -#}
with identifiers as (
    select
        identifier_type,
        match_value
    from {{ after_of(ref('int_identifiers')) }}
    where {{ is_incremental_build() | lower }}
),

all_values as (
    select * from identifiers
    {%- if is_incremental_build() %}
        union all
        select
            identifier_type,
            match_value
        from {{ before_of(ref('int_identifiers')) }}
    {%- endif %}
),

touched_values as (
    select distinct
        identifier_type,
        match_value
    from all_values
    where match_value is not null
)

select * from touched_values
