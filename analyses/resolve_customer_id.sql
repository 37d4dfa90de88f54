/*
Question: Whom does a customer id stand for now, and what became of it?

How to run, with an id of any age:
    .venv/bin/python scripts/show_analysis.py resolve_customer_id --vars \
        '{customer_id: cust_000000001}'

How to read: the rows `now` are the customers whom the id stands for, with the share of its records
that each has; the first is the one to take where only one is wanted. No such customer: all of its
records are gone. The rows below tell the id's life, run by run: what happened, to or from whom,
and why.
*/
{%- set customer_id = var('customer_id', 'cust_000000001') | replace("'", "''") %}

with resolved as (
    select * from {{ ref('resolved_customer_ids') }}
),

changes as (
    select * from {{ ref('identity_changes') }}
),

heirs as (
    select
        0 as run_number,
        'now' as what,
        coalesce(current_customer_id, '(nobody)') as customer_id,
        cast(share_of_records as varchar) || ' of its records' as detail,
        case when is_main then 1 else 2 end as place
    from resolved
    where customer_id = '{{ customer_id }}'
),

life as (
    select
        run_number,
        case
            when customer_id = '{{ customer_id }}' then kind
            else kind || ' with it'
        end as what,
        case
            when customer_id = '{{ customer_id }}' then coalesce(related_customer_id, '')
            else customer_id
        end as customer_id,
        cast(changed_at as varchar) || ': ' || cause
        || case when is_direct then '' else ', not of its own records' end
        || ', ' || cast(count_records_before as varchar)
        || ' records before, ' || cast(count_records_after as varchar) || ' after' as detail,
        3 as place
    from changes
    where customer_id = '{{ customer_id }}' or related_customer_id = '{{ customer_id }}'
),

findings as (
    select * from heirs
    union all
    select * from life
)

select
    run_number,
    what,
    customer_id,
    detail
from findings
order by run_number asc, place asc, what asc, customer_id asc, detail asc
