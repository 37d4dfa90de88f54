-- Law: an id resolves to nobody only if the ids do under which its records ended. If not, the
-- chain is longer than the rounds of followed_ends reach.
with periods as (
    select * from {{ ref('int_customer_id_periods') }}
),

resolved as (
    select * from {{ ref('resolved_customer_ids') }}
),

last_periods as (
    select
        record_key,
        max(from_run_number) as from_run_number
    from periods
    group by record_key
),

ended_under as (
    select distinct
        {{ customer_id_of_number('periods.customer_number') }} as customer_id,
        {{ customer_id_of_number('ends.customer_number') }} as end_customer_id
    from periods
    inner join last_periods on periods.record_key = last_periods.record_key
    inner join periods as ends
        on
            last_periods.record_key = ends.record_key
            and last_periods.from_run_number = ends.from_run_number
)

select
    ended_under.customer_id,
    ended_under.end_customer_id,
    ends.current_customer_id
from ended_under
inner join resolved on ended_under.customer_id = resolved.customer_id
inner join resolved as ends on ended_under.end_customer_id = ends.customer_id
where resolved.id_state = 'gone' and ends.id_state != 'gone'
