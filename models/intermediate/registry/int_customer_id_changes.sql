{#- What this run does to each customer id that gains or loses records: its size before and
    after, with whom it exchanges most, and why. -#}
with moves as (
    select * from {{ ref('int_customer_id_moves') }}
),

causes as (
    select * from {{ ref('int_customer_id_causes') }}
),

registry_state as (
    select * from {{ ref('int_registry_state') }}
),

proposals as (
    select * from {{ ref('int_customer_id_proposals') }}
),

identity_run as (
    select * from {{ ref('int_identity_run') }}
),

sizes_before as (
    select
        registry_state.customer_number,
        count(*) as count_records
    from registry_state
    inner join causes on registry_state.customer_number = causes.customer_number
    where registry_state.is_current
    group by registry_state.customer_number
),

sizes_after as (
    select
        proposals.customer_number,
        count(*) as count_records
    from proposals
    inner join causes on proposals.customer_number = causes.customer_number
    group by proposals.customer_number
),

-- A miss before: nobody had the id; after: nobody has it any more.
sizes as (
    select
        causes.customer_number,
        causes.cause,
        causes.is_direct,
        coalesce(sizes_before.count_records, 0) as count_records_before,
        coalesce(sizes_after.count_records, 0) as count_records_after,
        causes.customer_number > identity_run.last_customer_number as is_new
    from causes
    cross join identity_run
    left join sizes_before on causes.customer_number = sizes_before.customer_number
    left join sizes_after on causes.customer_number = sizes_after.customer_number
),

exchanges as (
    select
        moves.from_customer_number,
        moves.to_customer_number,
        moves.count_records,
        from_size.count_records_after > 0
        and to_size.count_records_before > 0 as is_between_living,
        row_number() over (
            partition by moves.from_customer_number
            order by moves.count_records desc, moves.to_customer_number asc
        ) as place_of_heir,
        row_number() over (
            partition by moves.to_customer_number
            order by moves.count_records desc, moves.from_customer_number asc
        ) as place_of_origin
    from moves
    inner join sizes as from_size on moves.from_customer_number = from_size.customer_number
    inner join sizes as to_size on moves.to_customer_number = to_size.customer_number
),

given as (
    select
        from_customer_number as customer_number,
        sum(count_records) as count_records,
        sum(case when is_between_living then count_records else 0 end) as count_rekeyed,
        max(case when place_of_heir = 1 then to_customer_number end) as heir_number
    from exchanges
    group by from_customer_number
),

rekeyed_ranked as (
    select
        from_customer_number,
        to_customer_number,
        row_number() over (
            partition by from_customer_number
            order by count_records desc, to_customer_number asc
        ) as place
    from exchanges
    where is_between_living
),

received as (
    select
        to_customer_number as customer_number,
        sum(count_records) as count_records,
        max(case when place_of_origin = 1 then from_customer_number end) as origin_number
    from exchanges
    group by to_customer_number
),

-- A miss: the customer gave no record to another, or got none from one.
customer_changes as (
    select
        sizes.customer_number,
        sizes.cause,
        received.origin_number,
        given.heir_number,
        rekeyed_ranked.to_customer_number as rekeyed_heir_number,
        sizes.count_records_before,
        sizes.count_records_after,
        cast(coalesce(received.count_records, 0) as bigint) as count_records_received,
        cast(coalesce(given.count_records, 0) as bigint) as count_records_given,
        cast(coalesce(given.count_rekeyed, 0) as bigint) as count_records_rekeyed,
        sizes.is_new,
        sizes.is_direct
    from sizes
    left join received on sizes.customer_number = received.customer_number
    left join given on sizes.customer_number = given.customer_number
    left join rekeyed_ranked
        on sizes.customer_number = rekeyed_ranked.from_customer_number and rekeyed_ranked.place = 1
)

select * from customer_changes
