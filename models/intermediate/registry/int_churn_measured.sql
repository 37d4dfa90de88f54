{#- Which share of the customers before this run would lose or change their id, cause by
    cause, against its budget. It is known, and tested, before the registry appends. -#}
{%- set budgets = var('churn_budget') %}
with customer_changes as (
    select * from {{ ref('int_customer_id_changes') }}
),

registry_state as (
    select * from {{ ref('int_registry_state') }}
),

budgets as (
    {% for cause in churn_causes() -%}
        select
            '{{ cause }}' as cause,
            cast({{ budgets[cause] }} as double precision) as budget
        {{ "union all" if not loop.last }}
    {% endfor -%}
),

customers_before as (
    select count(distinct customer_number) as count_customers
    from registry_state
    where is_current
),

-- Gone, merged, or without a record that is now another customer's.
affected as (
    select
        cause,
        count(*) as count_customers
    from customer_changes
    where count_records_before > 0 and (count_records_after = 0 or count_records_given > 0)
    group by cause
),

-- A miss: nobody is affected for that cause.
shares as (
    select
        budgets.cause,
        customers_before.count_customers as count_customers_before,
        coalesce(affected.count_customers, 0) as count_customers_affected,
        coalesce(
            cast(affected.count_customers as double precision)
            / nullif(customers_before.count_customers, 0),
            0
        ) as share_affected,
        budgets.budget
    from budgets
    cross join customers_before
    left join affected on budgets.cause = affected.cause
),

churn as (
    select
        cause,
        count_customers_before,
        count_customers_affected,
        round(cast(share_affected as numeric(18, 12)), 6) as share_affected,
        budget,
        share_affected > budget
        and (
            budget = 0
            or count_customers_affected > {{ var('churn_tolerated_customers') }}
        ) as is_over_budget
    from shares
)

select * from churn
