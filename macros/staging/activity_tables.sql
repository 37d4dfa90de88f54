{#- Every activity table: raw table → the relation that says what became of its rows (`row_state`), and the row's key. -#}
{% macro activity_tables() -%}
    {{- return({
        'store_crm.receipts': {'model': 'stg_store_crm__receipts', 'key': ['receipt_no']},
        'store_crm.receipt_lines': {'model': 'int_receipt_lines_checked', 'key': ['receipt_no', 'line_no']},
        'store_crm.visits': {'model': 'stg_store_crm__visits', 'key': ['visit_id']},
        'online_shop.orders': {'model': 'stg_online_shop__orders', 'key': ['order_id']},
        'online_shop.order_lines': {'model': 'int_order_lines_checked', 'key': ['order_id', 'line_no']},
        'online_shop.carts': {'model': 'stg_online_shop__carts', 'key': ['cart_id', 'product_id']},
        'online_shop.web_events': {'model': 'stg_online_shop__web_events', 'key': ['event_id']},
        'membership.points_ledger': {'model': 'stg_membership__points_ledger', 'key': ['entry_id']},
        'membership.benefits': {'model': 'stg_membership__benefits', 'key': ['benefit_id']},
        'external.area_statistics': {
            'model': 'stg_external__area_statistics', 'key': ['postal_code', 'reference_date'],
        },
        'external.product_likes': {'model': 'stg_external__product_likes', 'key': ['like_id']},
        'engagement.messages': {'model': 'stg_engagement__messages', 'key': ['message_id']},
        'engagement.consent_events': {'model': 'stg_engagement__consent_events', 'key': ['event_id']},
        'engagement.erasure_requests': {'model': 'stg_engagement__erasure_requests', 'key': ['request_id']},
        'stewardship.steward_decisions': {
            'model': 'stg_stewardship__steward_decisions', 'key': ['decision_id'],
        },
        'stewardship.erased_records': {
            'model': 'stg_stewardship__erased_records', 'key': ['request_id', 'record_key'],
        },
    }) -}}
{%- endmacro %}
