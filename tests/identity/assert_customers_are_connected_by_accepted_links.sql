-- Law: the accepted links in force, closed once more, give exactly the customers: no customer
-- without a path of links between its records, no link between two customers.
with evidence as (
    select
        left_record_key,
        right_record_key
    from {{ ref('match_evidence') }}
    where is_in_customer
),

identity_map as (
    select * from {{ ref('customer_identity_map') }}
),

{{ connected_components('evidence', 'left_record_key', 'right_record_key') }},

closed as (
    select
        identity_map.record_key,
        identity_map.customer_id,
        coalesce(components.component, identity_map.record_key) as component
    from identity_map
    -- A miss: no accepted link touches the record.
    left join components on identity_map.record_key = components.node
),

customers_in_pieces as (
    select
        'customer in more than one component' as breach,
        customer_id as subject
    from closed
    group by customer_id
    having count(distinct component) > 1
),

components_in_pieces as (
    select
        'component in more than one customer' as breach,
        cast(component as varchar) as subject
    from closed
    group by component
    having count(distinct customer_id) > 1
)

select * from customers_in_pieces
union all
select * from components_in_pieces
