{#- Customers whom links of a home join, at any distance. Where that are too many for one home,
    phones were handed around: there only the address counts. -#}
with customers as (
    select * from {{ ref('customers') }}
),

household_links as (
    select * from {{ ref('int_household_links') }}
),

numbered_links as {{ computed_once() }} (
    select
        {{ number_of_customer_id('left_customer_id') }} as left_node,
        {{ number_of_customer_id('right_customer_id') }} as right_node,
        reason
    from household_links
),

{{ connected_components('numbered_links') }},

component_sizes as (
    select
        component,
        count(*) as count_customers
    from components
    group by component
),

-- All customers of an address are linked with each other.
address_groups as (
    select
        right_node as node,
        min(left_node) as component
    from numbered_links
    where reason = 'address'
    group by right_node
),

grouped_customers as (
    select
        customers.customer_id,
        case
            when component_sizes.count_customers <= {{ var('household').max_customers }}
                then components.component
            when address_groups.component is not null then address_groups.component
            else {{ number_of_customer_id('customers.customer_id') }}
        end as household_number
    from customers
    -- A miss: the customer shares nothing.
    left join components
        on {{ number_of_customer_id('customers.customer_id') }} = components.node
    left join component_sizes on components.component = component_sizes.component
    -- A miss: the customer is the first of an address, or shares none.
    left join address_groups
        on {{ number_of_customer_id('customers.customer_id') }} = address_groups.node
),

households as (
    select
        customer_id,
        cast({{ customer_id_of_number('household_number') }} as varchar) as household_id,
        count(*) over (partition by household_number) as count_household_customers,
        count(*) over (partition by household_number) = 1 as is_alone
    from grouped_customers
)

select * from households
