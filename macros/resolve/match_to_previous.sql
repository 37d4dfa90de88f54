{#- CTEs that match old and new groups one to one by what they share: most shared first, ties by the smaller old id, then by
the smaller new key. It is the greedy matching in that order: each round takes every pair that comes first for both of
its sides, which is what greedy would take too; a pair waits only for better pairs of its own sides.

Arguments:
    shared: CTE (customer_id text, cluster_key bigint, count_shared bigint), one row per pair
    rounds: rounds unrolled; a chain of pairs, each waiting for the next, longer than that is left unmatched
Emits CTEs ending in `matched(customer_id, cluster_key)`: each side at most once. Use behind a comma in a `with`. -#}
{% macro match_to_previous(shared, rounds=12) -%}
    pairs_0 as materialized (
        select
            customer_id,
            cluster_key,
            row_number() over (
                order by count_shared desc, {{ binary_text('customer_id') }}, cluster_key
            ) as place
        from {{ shared }}
    ),
    {%- for round in range(rounds) %}

    first_by_customer_{{ round }} as (
        select
            customer_id,
            min(place) as place
        from pairs_{{ round }}
        group by customer_id
    ),

    first_by_cluster_{{ round }} as (
        select
            cluster_key,
            min(place) as place
        from pairs_{{ round }}
        group by cluster_key
    ),

    taken_{{ round }} as materialized (
        select
            pairs.customer_id,
            pairs.cluster_key
        from pairs_{{ round }} as pairs
        inner join first_by_customer_{{ round }} as by_customer
            on pairs.customer_id = by_customer.customer_id and pairs.place = by_customer.place
        inner join first_by_cluster_{{ round }} as by_cluster
            on pairs.cluster_key = by_cluster.cluster_key and pairs.place = by_cluster.place
    ),

    {%- if not loop.last %}

    pairs_{{ round + 1 }} as materialized (
        select
            pairs.customer_id,
            pairs.cluster_key,
            pairs.place
        from pairs_{{ round }} as pairs
        left join taken_{{ round }} as by_customer on pairs.customer_id = by_customer.customer_id
        left join taken_{{ round }} as by_cluster on pairs.cluster_key = by_cluster.cluster_key
        -- A miss on both sides: neither is matched yet.
        where by_customer.customer_id is null and by_cluster.cluster_key is null
    ),
    {%- endif %}
    {%- endfor %}

    matched as (
        {% for round in range(rounds) -%}
            select * from taken_{{ round }}
            {{ "union all" if not loop.last }}
        {% endfor -%}
    )
{%- endmacro %}
