{#- CTEs that match old customers and new clusters one to one by what they share: most shared first, ties by the smaller
number, then by the smaller cluster key. A customer and a cluster that share with nobody else are matched at once. The
rest is the greedy matching in that order: each round takes every pair that comes first for both of its sides, which is
what greedy would take too; a pair waits only for better pairs of its own sides.

Arguments:
    shared: CTE (customer_number bigint, cluster_key bigint, count_shared bigint), one row per pair
Var id_matching_rounds is how many rounds are unrolled. A chain of pairs, each waiting for the next, that is longer than
that is left unmatched: the test assert_every_id_that_can_stay_stays tells.
Emits CTEs ending in `matched(customer_number, cluster_key)`: each side at most once. Use behind a comma in a `with`. -#}
{% macro match_to_previous(shared) -%}
    {%- set rounds = var('id_matching_rounds') -%}
    pairs_by_customer as (
        select
            customer_number,
            count(*) as count_pairs
        from {{ shared }}
        group by customer_number
    ),

    pairs_by_cluster as (
        select
            cluster_key,
            count(*) as count_pairs
        from {{ shared }}
        group by cluster_key
    ),

    pairs_found as materialized (
        select
            shared.customer_number,
            shared.cluster_key,
            shared.count_shared,
            by_customer.count_pairs = 1 and by_cluster.count_pairs = 1 as is_uncontested
        from {{ shared }} as shared
        inner join pairs_by_customer as by_customer
            on shared.customer_number = by_customer.customer_number
        inner join pairs_by_cluster as by_cluster on shared.cluster_key = by_cluster.cluster_key
    ),

    pairs_0 as materialized (
        select
            customer_number,
            cluster_key,
            row_number() over (order by count_shared desc, customer_number, cluster_key) as place
        from pairs_found
        where not is_uncontested
    ),
    {%- for round in range(rounds) %}

    first_by_customer_{{ round }} as (
        select
            customer_number,
            min(place) as place
        from pairs_{{ round }}
        group by customer_number
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
            pairs.customer_number,
            pairs.cluster_key
        from pairs_{{ round }} as pairs
        inner join first_by_customer_{{ round }} as by_customer
            on pairs.customer_number = by_customer.customer_number and pairs.place = by_customer.place
        inner join first_by_cluster_{{ round }} as by_cluster
            on pairs.cluster_key = by_cluster.cluster_key and pairs.place = by_cluster.place
    ),

    {%- if not loop.last %}

    pairs_{{ round + 1 }} as materialized (
        select
            pairs.customer_number,
            pairs.cluster_key,
            pairs.place
        from pairs_{{ round }} as pairs
        left join taken_{{ round }} as by_customer
            on pairs.customer_number = by_customer.customer_number
        left join taken_{{ round }} as by_cluster on pairs.cluster_key = by_cluster.cluster_key
        -- A miss on both sides: neither is matched yet.
        where by_customer.customer_number is null and by_cluster.cluster_key is null
    ),
    {%- endif %}
    {%- endfor %}

    matched as (
        select
            customer_number,
            cluster_key
        from pairs_found
        where is_uncontested
        {%- for round in range(rounds) %}
            union all
            select * from taken_{{ round }}
        {%- endfor %}
    )
{%- endmacro %}
