-- Every accepted visit and message is one row of its mart.
with

counted as (
    select
        'store_visits' as mart,
        visit_id as row_id,
        1 as count_accepted,
        0 as count_rows
    from {{ ref('stg_store_crm__visits') }}
    where row_state = 'accepted'

    union all

    select
        'store_visits' as mart,
        visit_id as row_id,
        0 as count_accepted,
        1 as count_rows
    from {{ ref('store_visits') }}

    union all

    select
        'messages' as mart,
        message_id as row_id,
        1 as count_accepted,
        0 as count_rows
    from {{ ref('stg_engagement__messages') }}
    where row_state = 'accepted'

    union all

    select
        'messages' as mart,
        message_id as row_id,
        0 as count_accepted,
        1 as count_rows
    from {{ ref('messages') }}
),

miscounted as (
    select
        mart,
        row_id,
        sum(count_accepted) as count_accepted,
        sum(count_rows) as count_rows
    from counted
    group by mart, row_id
    having sum(count_accepted) <> 1 or sum(count_rows) <> 1
)

select * from miscounted
