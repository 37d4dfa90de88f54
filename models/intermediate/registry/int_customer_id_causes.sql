{#- Why a customer id gains or loses records in this run. What happened to a record counts
    for the customer it was with and the one it is with, and for those with whom these
    exchange records: a record that leaves may be what held two others together. -#}
with moves as (
    select * from {{ ref('int_customer_id_moves') }}
),

record_events as (
    select * from {{ ref('int_record_events_proposed') }}
),

decisions_changed as (
    select * from {{ ref('int_decisions_changed') }}
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

records_decided as (
    select left_record_key as record_key
    from decisions_changed
    union
    select right_record_key as record_key
    from decisions_changed
),

customers_decided as (
    select registry_state.customer_number
    from registry_state
    inner join records_decided on registry_state.record_key = records_decided.record_key
    union
    select proposals.customer_number
    from proposals
    inner join records_decided on proposals.record_key = records_decided.record_key
),

-- Greater is stronger: what names the customer itself beats what happened elsewhere.
ranks as (
    select
        customer_number,
        case record_change when 'erased' then 3 else 1 end as cause_rank
    from record_events
    where record_change != 'same'
    union all
    select
        previous_customer_number as customer_number,
        case record_change when 'erased' then 3 else 1 end as cause_rank
    from record_events
    where record_change != 'same' and previous_customer_number != customer_number
    union all
    -- A record that is back still speaks for the customer it had.
    select
        registry_state.customer_number,
        1 as cause_rank
    from record_events
    inner join registry_state on record_events.record_key = registry_state.record_key
    where record_events.record_change = 'returned'
    union all
    select
        customer_number,
        2 as cause_rank
    from customers_decided
),

customer_ranks as (
    select
        customer_number,
        max(cause_rank) as cause_rank
    from ranks
    group by customer_number
),

neighbours as (
    {% for side, other in [('from', 'to'), ('to', 'from')] -%}
        select
            {{ side }}_customer_number as customer_number,
            {{ side }}_customer_number as neighbour_number
        from moves
        where {{ side }}_customer_number is not null
        union all
        select
            {{ side }}_customer_number as customer_number,
            {{ other }}_customer_number as neighbour_number
        from moves
        where from_customer_number is not null and to_customer_number is not null
        {{ "union all" if not loop.last }}
    {% endfor -%}
),

-- A miss: nothing happened to a record of that customer.
direct_causes as (
    select
        neighbours.customer_number,
        coalesce(max(customer_ranks.cause_rank), 0) as cause_rank
    from neighbours
    left join customer_ranks on neighbours.neighbour_number = customer_ranks.customer_number
    group by neighbours.customer_number
),

-- What happened elsewhere in the run, for those whom nothing names.
elsewhere as (
    select
        max(case when record_change not in ('same', 'erased') then 1 else 0 end) as has_data,
        max(case when record_change = 'erased' then 1 else 0 end) as has_erasure
    from record_events
),

decided_elsewhere as (
    select count(*) as count_decisions
    from decisions_changed
),

causes as (
    select
        direct_causes.customer_number,
        case
            when direct_causes.cause_rank = 3 then 'erasure'
            when direct_causes.cause_rank = 2 then 'decision'
            when direct_causes.cause_rank = 1 then 'data'
            when identity_run.is_policy_changed then 'policy'
            when elsewhere.has_data = 1 then 'data'
            when decided_elsewhere.count_decisions > 0 then 'decision'
            when elsewhere.has_erasure = 1 then 'erasure'
            else 'unexplained'
        end as cause,
        direct_causes.cause_rank > 0 as is_direct
    from direct_causes
    cross join identity_run
    cross join elsewhere
    cross join decided_elsewhere
)

select * from causes
