{#- Identifier values that an incremental build judges anew: a record that changed has or had them.
    Empty where everything is built. -#}
with identifiers as (
    {{ touched_rows(ref('int_identifiers'), ['identifier_type', 'match_value']) }}
),

touched_values as (
    select *
    from identifiers
    where match_value is not null
)

select * from touched_values
