{#- The keys that values judged anew in an incremental build have or had. Empty where everything is
    built. -#}
with identifiers as (
    {{ touched_rows(ref('int_identifier_values_counted'), ['identifier_type', 'value_key']) }}
),

touched_values as (
    select *
    from identifiers
    where value_key is not null
)

select * from touched_values
