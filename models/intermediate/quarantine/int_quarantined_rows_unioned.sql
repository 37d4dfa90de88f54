{#- Every activity table: the relation that says what became of its rows, and the key of a row. -#}
{%- set activity_tables = {
    'store_crm.receipts': ['stg_store_crm__receipts', ['receipt_no']],
    'store_crm.receipt_lines': ['int_receipt_lines_checked', ['receipt_no', 'line_no']],
    'store_crm.visits': ['stg_store_crm__visits', ['visit_id']],
    'online_shop.orders': ['stg_online_shop__orders', ['order_id']],
    'online_shop.order_lines': ['int_order_lines_checked', ['order_id', 'line_no']],
    'online_shop.carts': ['stg_online_shop__carts', ['cart_id', 'product_id']],
    'online_shop.web_events': ['stg_online_shop__web_events', ['event_id']],
    'membership.points_ledger': ['stg_membership__points_ledger', ['entry_id']],
    'membership.benefits': ['stg_membership__benefits', ['benefit_id']],
    'external.area_statistics': ['stg_external__area_statistics', ['postal_code', 'reference_date']],
    'external.product_likes': ['stg_external__product_likes', ['like_id']],
    'engagement.messages': ['stg_engagement__messages', ['message_id']],
    'engagement.consent_events': ['stg_engagement__consent_events', ['event_id']],
    'engagement.erasure_requests': ['stg_engagement__erasure_requests', ['request_id']],
} -%}

with

record_versions as (
    select * from {{ ref('int_customer_records_unioned') }}
),

rejected_lines as (
    select * from {{ ref('stg_raw__rejected_lines') }}
),

quarantined_rows as (
    select
        raw_table,
        source_file,
        cast(null as varchar) as source_record_id,
        reason,
        cast(null as varchar) as detail,
        raw_line,
        source_line_number,
        loaded_at
    from rejected_lines

    union all

    select
        raw_table,
        source_file,
        source_record_id,
        quarantine_reason as reason,
        quarantine_detail as detail,
        cast(null as varchar) as raw_line,
        source_line_number,
        loaded_at
    from record_versions
    where record_state = 'quarantined'

    {% for raw_table, spec in activity_tables.items() %}
        union all

        select
            '{{ raw_table }}' as raw_table,
            source_file,
            nullif({{ row_key(spec[1]) }}, '') as source_record_id,
            quarantine_reason as reason,
            quarantine_detail as detail,
            cast(null as varchar) as raw_line,
            source_line_number,
            loaded_at
        from {{ ref(spec[0]) }}
        where row_state = 'quarantined'
    {% endfor %}
)

select * from quarantined_rows
