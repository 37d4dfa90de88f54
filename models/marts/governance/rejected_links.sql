with links_judged as (
    select * from {{ ref('int_links_judged') }}
    where
        reject_reason is not null
        {{ only_in_scope(
            scope_of('int_rejected_pairs_touched'), ['left_record_key', 'right_record_key'], 'and'
        ) }}
),

pairs_compared as (
    select * from {{ ref('int_pairs_compared') }}
    where
        link_tier is null
        {{ only_in_scope(
            scope_of('int_rejected_pairs_touched'), ['left_record_key', 'right_record_key'], 'and'
        ) }}
),

links as (
    select
        left_record_key,
        right_record_key,
        rule_number,
        tier,
        evidence,
        reject_reason
    from links_judged
    union all
    select
        left_record_key,
        right_record_key,
        rule_number,
        cast(null as varchar) as tier,
        evidence,
        reject_reason
    from pairs_compared
),

cut_links_explained as (
    select * from {{ ref('int_cut_links_explained') }}
    {{ only_in_scope(
        scope_of('int_rejected_pairs_touched'), ['left_record_key', 'right_record_key']
    ) }}
),

identity_map as (
    select * from {{ ref('customer_identity_map') }}
),

match_rules as (
    {{ match_rule_names() }}
),

rejected_links as (
    select
        links.left_record_key,
        links.right_record_key,
        links.rule_number,
        cast(match_rules.rule_name as varchar) as rule_name,
        cast(links.tier as varchar) as tier,
        cast(links.reject_reason as varchar) as reject_reason,
        left_record.channel as left_channel,
        left_record.source_record_id as left_source_record_id,
        left_record.customer_id as left_customer_id,
        right_record.channel as right_channel,
        right_record.source_record_id as right_source_record_id,
        right_record.customer_id as right_customer_id,
        {{ columns_of('cut_links_explained', conflict_columns()) }},
        links.evidence,
        left_record.customer_id = right_record.customer_id as is_same_customer
    from links
    inner join match_rules on links.rule_number = match_rules.rule_number
    inner join identity_map as left_record on links.left_record_key = left_record.record_key
    inner join identity_map as right_record on links.right_record_key = right_record.record_key
    -- A miss: the link was refused for what its own two records say.
    left join cut_links_explained
        on
            links.left_record_key = cut_links_explained.left_record_key
            and links.right_record_key = cut_links_explained.right_record_key
            and links.rule_number = cut_links_explained.rule_number
)

select * from rejected_links
