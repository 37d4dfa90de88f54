with links as (
    select * from {{ ref('int_links_judged') }}
),

pairs_compared as (
    select * from {{ ref('int_pairs_compared') }}
),

decisions as (
    select * from {{ ref('int_steward_decisions_judged') }}
    where decision = 'never_link' and decision_state = 'binds'
),

cut_links_explained as (
    select * from {{ ref('int_cut_links_explained') }}
),

identity_map as (
    select * from {{ ref('customer_identity_map') }}
),

review_reasons as (
    select * from {{ ref('review_reasons') }}
    where is_reviewed
),

match_rules as (
    {{ match_rule_names() }}
),

-- What the tier in use leaves apart and a looser one joins is a question too; so are pairs that are
-- refused though their names agree. Two names on one phone are none: households share.
doubts as (
    select
        left_record_key,
        right_record_key,
        rule_number,
        evidence,
        coalesce(reject_reason, 'looser_tier') as reason
    from links
    where reject_reason is not null or not {{ is_tier_in_force('tier') }}
    union all
    select
        left_record_key,
        right_record_key,
        rule_number,
        evidence,
        reject_reason as reason
    from pairs_compared
    where link_tier is null and name_grade in ('full', 'part', 'two_scripts')
),

questions as (
    select
        doubts.rule_number,
        doubts.evidence,
        doubts.reason,
        {{ columns_of('cut_links_explained', conflict_columns()) }},
        review_reasons.priority,
        {% for side, other in [('left', 'right'), ('right', 'left')] -%}
            {%- for column in [
                'record_key', 'channel', 'source_record_id', 'customer_id', 'count_customer_records',
            ] -%}
                case
                    when {{ binary_text('left_record.customer_id') }} < right_record.customer_id
                        then {{ side }}_record.{{ column }}
                    else {{ other }}_record.{{ column }}
                end as {{ side }}_{{ column }},
            {% endfor -%}
        {% endfor -%}
        review_reasons.what_would_settle_it
    from doubts
    inner join review_reasons on doubts.reason = review_reasons.reason
    inner join identity_map as left_record on doubts.left_record_key = left_record.record_key
    inner join identity_map as right_record on doubts.right_record_key = right_record.record_key
    -- A miss: repair has not cut the link.
    left join cut_links_explained
        on
            doubts.left_record_key = cut_links_explained.left_record_key
            and doubts.right_record_key = cut_links_explained.right_record_key
            and doubts.rule_number = cut_links_explained.rule_number
    where left_record.customer_id != right_record.customer_id
),

-- A steward has said that the two customers are two persons: nothing is left to ask.
settled as (
    {% for side, other in [('left', 'right'), ('right', 'left')] -%}
        select
            {{ side }}_record.customer_id as left_customer_id,
            {{ other }}_record.customer_id as right_customer_id
        from decisions
        inner join identity_map as left_record
            on decisions.left_record_key = left_record.record_key
        inner join identity_map as right_record
            on decisions.right_record_key = right_record.record_key
        {{ "union" if not loop.last }}
    {% endfor -%}
),

-- The weightiest doubt speaks for the pair of customers, the link with most evidence for the doubt.
ranked as (
    select
        questions.*,
        count(*) over (
            partition by questions.left_customer_id, questions.right_customer_id
        ) as count_links,
        row_number() over (
            partition by questions.left_customer_id, questions.right_customer_id
            order by
                questions.priority,
                -coalesce(questions.evidence, 0),
                questions.left_record_key,
                questions.right_record_key,
                questions.rule_number
        ) as link_rank
    from questions
    left join settled
        on
            questions.left_customer_id = settled.left_customer_id
            and questions.right_customer_id = settled.right_customer_id
    -- A miss: no decision has settled the pair.
    where settled.left_customer_id is null
),

review_queue as (
    select
        {{ md5_hex("ranked.left_customer_id || ':' || ranked.right_customer_id") }} as review_id,
        ranked.left_customer_id,
        ranked.right_customer_id,
        ranked.left_channel,
        ranked.left_source_record_id,
        ranked.right_channel,
        ranked.right_source_record_id,
        cast(ranked.reason as varchar) as reason,
        cast(match_rules.rule_name as varchar) as rule_name,
        {{ columns_of('ranked', conflict_columns()) }},
        cast(ranked.what_would_settle_it as varchar) as what_would_settle_it,
        {% for word in ['always_link', 'never_link'] -%}
            {{ decision_row('ranked', word) }} as {{ word }}_row,
        {% endfor -%}
        ranked.priority,
        ranked.evidence,
        ranked.count_links,
        ranked.left_count_customer_records + ranked.right_count_customer_records as count_records
    from ranked
    inner join match_rules on ranked.rule_number = match_rules.rule_number
    where ranked.link_rank = 1
)

select * from review_queue
