{#- Records that an incremental build gives another cluster than they had, or that say something
    else. Empty where everything is built. -#}
with clusters_changed as (
    {{ changed_rows(ref('int_clusters_' ~ var('customer_tier')), ['record_key', 'cluster_key']) }}
),

records_changed as (
    select * from {{ ref('int_records_changed') }}
    where {{ is_incremental_build() | lower }}
),

records_touched as (
    select record_key
    from clusters_changed
    union
    select record_key
    from records_changed
)

select * from records_touched
