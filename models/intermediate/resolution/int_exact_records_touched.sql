{#- Records that the exact tier resolves anew in an incremental build: all who share a key that a
    record gained or lost, or a key whose guard would read something else, or whose label, unique
    values or decisions changed, each with its component. Empty where everything is built. -#}
with labels as (
    select * from {{ ref('int_records_labelled') }}
    where {{ is_incremental_build() | lower }}
),

labels_changed as (
    {{ changed_rows(ref('int_records_labelled'), ['record_key', 'cluster_key']) }}
),

unique_values_changed as (
    {{ changed_rows(ref('int_unique_values'), ['record_key', 'namespace', 'unique_value_key']) }}
),

decisions_changed as (
    {{ changed_rows(
        ref('int_steward_decisions_judged'),
        ['left_record_key', 'right_record_key', 'decision', 'decision_state']
    ) }}
),

{{ records_of_changed_keys('exact', ref('int_match_keys'), ref('int_match_fields')) }},

records_named as (
    select record_key
    from records_of_keys
    union
    select record_key
    from labels_changed
    union
    -- Who is joined by a steward may keep the label that others get.
    select labels.record_key
    from labels
    inner join labels_changed on labels.cluster_key = labels_changed.cluster_key
    union
    select record_key
    from unique_values_changed
    union
    select left_record_key as record_key
    from decisions_changed
    union
    select right_record_key as record_key
    from decisions_changed
),

{{ with_their_components('exact', 'records_named') }}

select * from records_touched
