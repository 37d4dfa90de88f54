{#- Pairs of records whose rejected links are told anew in an incremental build: their links are,
    one of the two has another customer, or a link was cut for something else. Empty where
    everything is built. -#}
{%- set pair = ['left_record_key', 'right_record_key'] -%}
with link_pairs as (
    select
        left_record_key,
        right_record_key
    from {{ ref('int_link_pairs_touched') }}
),

customers_changed as (
    {{ changed_rows(ref('customer_identity_map'), ['record_key', 'customer_id']) }}
),

conflicts_changed as (
    {{ changed_rows(ref('int_cut_links_explained'), pair + ['rule_number'] + conflict_columns()) }}
),

rejected_pairs as (
    select
        left_record_key,
        right_record_key
    from {{ ref('int_links_judged') }}
    where reject_reason is not null and {{ is_incremental_build() | lower }}
    union all
    select
        left_record_key,
        right_record_key
    from {{ ref('int_pairs_compared') }}
    where link_tier is null and {{ is_incremental_build() | lower }}
),

touched_pairs as (
    select
        left_record_key,
        right_record_key
    from link_pairs
    union
    select
        left_record_key,
        right_record_key
    from conflicts_changed
    union
    select
        rejected_pairs.left_record_key,
        rejected_pairs.right_record_key
    from rejected_pairs
    inner join customers_changed on rejected_pairs.left_record_key = customers_changed.record_key
    union
    select
        rejected_pairs.left_record_key,
        rejected_pairs.right_record_key
    from rejected_pairs
    inner join customers_changed on rejected_pairs.right_record_key = customers_changed.record_key
)

select * from touched_pairs
