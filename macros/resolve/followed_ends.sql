{#- CTEs that follow ends to their ends: every pair that a chain of pairs joins. Each round doubles the length of chains
that are followed, so ten rounds reach a thousand links; the test assert_resolved_ids_are_followed_to_the_end tells
when that is too little. Going round in a circle does no harm.

Arguments:
    ends: CTE (customer_number bigint, end_number bigint), no pair of one id with itself
Emits CTEs ending in `followed(customer_number, end_number)`. Use behind a comma in a `with`. -#}
{% macro followed_ends(ends, rounds=10) -%}
    followed_0 as materialized (
        select distinct
            customer_number,
            end_number
        from {{ ends }}
    ),
    {%- for round in range(1, rounds + 1) %}

    followed_{{ round }} as materialized (
        select
            customer_number,
            end_number
        from followed_{{ round - 1 }}
        union
        select
            near.customer_number,
            far.end_number
        from followed_{{ round - 1 }} as near
        inner join followed_{{ round - 1 }} as far on near.end_number = far.customer_number
        where near.customer_number != far.end_number
    ),
    {%- endfor %}

    followed as (
        select
            customer_number,
            end_number
        from followed_{{ rounds }}
    )
{%- endmacro %}
