-- Law: every id that was ever given resolves, for ever: once to a main customer or to nobody; an
-- id in use to itself; and only to customers that there are.
with registry as (
    select * from {{ ref('int_customer_ids_registered') }}
),

resolved as (
    select * from {{ ref('resolved_customer_ids') }}
),

identity_map as (
    select * from {{ ref('customer_identity_map') }}
),

identity_run as (
    select is_latest
    from {{ ref('int_identity_run') }}
),

ids_given as (
    select distinct customer_id
    from registry
    where event = 'assigned'
),

ids_in_use as (
    select distinct customer_id
    from identity_map
),

main_rows as (
    select
        customer_id,
        max(current_customer_id) as current_customer_id,
        count(*) as count_rows
    from resolved
    where is_main
    group by customer_id
),

findings as (
    select
        ids_given.customer_id,
        'has no main row, or several' as finding
    from ids_given
    left join main_rows on ids_given.customer_id = main_rows.customer_id
    where coalesce(main_rows.count_rows, 0) != 1
    union all
    select
        ids_in_use.customer_id,
        'is in use and does not resolve to itself' as finding
    from ids_in_use
    left join main_rows on ids_in_use.customer_id = main_rows.customer_id
    where coalesce(main_rows.current_customer_id, '') != ids_in_use.customer_id
    union all
    select
        resolved.customer_id,
        'resolves to somebody who is no customer' as finding
    from resolved
    left join ids_in_use on resolved.current_customer_id = ids_in_use.customer_id
    where resolved.current_customer_id is not null and ids_in_use.customer_id is null
)

-- A run that looks at the past shows customers whom the registry does not know.
select
    findings.customer_id,
    findings.finding
from findings
cross join identity_run
where identity_run.is_latest
