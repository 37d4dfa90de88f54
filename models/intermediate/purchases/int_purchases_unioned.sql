with

receipts as (
    select * from {{ ref('stg_store_crm__receipts') }}
    where row_state = 'accepted'
),

orders as (
    select * from {{ ref('stg_online_shop__orders') }}
    where row_state = 'accepted'
),

identity_map as (
    select
        channel,
        source_record_id,
        customer_id
    from {{ ref('customer_identity_map') }}
),

unioned as (
    select
        'store_crm' as channel,
        'offline' as sales_channel,
        receipt_no as order_id,
        'store_crm:' || original_receipt_no as original_purchase_id,
        customer_no,
        member_no,
        cast(null as varchar) as account_id,
        store_code,
        currency,
        status as source_status,
        sold_at as purchased_at
    from receipts

    union all

    select
        'online_shop' as channel,
        'online' as sales_channel,
        order_id,
        cast(null as varchar) as original_purchase_id,
        cast(null as varchar) as customer_no,
        cast(null as varchar) as member_no,
        account_id,
        cast(null as varchar) as store_code,
        currency,
        status as source_status,
        ordered_at as purchased_at
    from orders
),

-- A miss: nobody was named, or the record is deleted or quarantined. The purchase stays, with
-- no customer.
purchases as (
    select
        unioned.channel || ':' || unioned.order_id as purchase_id,
        unioned.channel,
        unioned.sales_channel,
        unioned.order_id,
        unioned.original_purchase_id,
        coalesce(
            store_records.customer_id, member_records.customer_id, account_records.customer_id
        ) as customer_id,
        case
            when store_records.customer_id is not null then 'customer_no'
            when member_records.customer_id is not null then 'member_no'
            when account_records.customer_id is not null then 'account_id'
            when coalesce(unioned.customer_no, unioned.member_no, unioned.account_id) is not null
                then 'unresolved'
            when unioned.channel = 'online_shop' then 'guest'
            else 'anonymous'
        end as customer_match,
        unioned.store_code,
        -- XXX is what ISO 4217 has for no currency.
        coalesce({{ upper_text('trim(unioned.currency)') }}, 'XXX') as currency,
        case
            when unioned.source_status = 'cancelled' then 'cancelled'
            when unioned.source_status = 'return' then 'return'
            else 'completed'
        end as status,
        unioned.source_status,
        unioned.purchased_at
    from unioned
    left join identity_map as store_records
        on
            unioned.customer_no = store_records.source_record_id
            and store_records.channel = 'store_crm'
    left join identity_map as member_records
        on
            unioned.member_no = member_records.source_record_id
            and member_records.channel = 'membership'
    left join identity_map as account_records
        on
            unioned.account_id = account_records.source_record_id
            and account_records.channel = 'online_shop'
)

select * from purchases
