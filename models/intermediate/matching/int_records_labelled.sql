{#- Before the first tier every record is a cluster of its own, but for those that a steward
    joined. -#}
with records as (
    select record_key from {{ ref('int_customer_records') }}
    {{ only_in_scope(scope_of('int_labelled_records_touched'), ['record_key']) }}
),

decisions as (
    select * from {{ ref('int_steward_decisions_judged') }}
    where cluster_key is not null
),

joined_records as (
    select
        left_record_key as record_key,
        cluster_key
    from decisions
    union
    select
        right_record_key as record_key,
        cluster_key
    from decisions
),

records_labelled as (
    select
        records.record_key,
        coalesce(joined_records.cluster_key, records.record_key) as cluster_key
    from records
    -- A miss: no steward joined the record with another.
    left join joined_records on records.record_key = joined_records.record_key
)

select * from records_labelled
