with

keyed_visits as (
    select * from {{ ref('int_store_visits_keyed') }}
),

store_visits as (
    select
        visit_id,
        customer_id,
        cast(customer_match as varchar) as customer_match,
        store_code,
        interest_category,
        has_contact,
        visited_at
    from keyed_visits
)

select * from store_visits
