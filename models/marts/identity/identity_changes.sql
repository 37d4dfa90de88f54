with customer_changes as (
    select * from {{ ref('int_customer_changes_registered') }}
    {{ only_in_scope(scope_of('int_identity_run'), ['run_number']) }}
),

runs as (
    select * from {{ ref('int_identity_runs_registered') }}
),

changes as (
    select
        {{ customer_id_of_number('customer_changes.customer_number') }} as customer_id,
        {{ customer_id_of_number('customer_changes.related_customer_number') }}
            as related_customer_id,
        customer_changes.kind,
        customer_changes.cause,
        customer_changes.run_number,
        customer_changes.count_records_before,
        customer_changes.count_records_after,
        customer_changes.count_records_moved,
        customer_changes.is_direct,
        runs.as_of as changed_at
    from customer_changes
    inner join runs on customer_changes.run_number = runs.run_number
)

select * from changes
