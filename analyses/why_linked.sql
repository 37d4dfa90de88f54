/*
Question: Why are these two records one customer, or why are they not?

How to run, with the records as channel:source_record_id:
    .venv/bin/python scripts/show_analysis.py why_linked --vars \
        '{left_record: "store_crm:STORY-STORE-1", right_record: "membership:STORY-MEMBER-1"}'

How to read: the rows of step 0 are the records and their customers; a record without such a row
is unknown, deleted or quarantined. From step 1 on come the links of every shortest way from the
left record to the right one, each with the rule that found it and the fields that are equal.
Two customers: the `refused` rows are the links that a rule proposed between them and a conflict
dropped. Without any, no rule holds the two to be one person.
*/
{%- set left_record = var('left_record', 'store_crm:STORY-STORE-1').split(':', 1) %}
{%- set right_record = var('right_record', 'online_shop:STORY-ONLINE-1').split(':', 1) %}

with recursive identity_map as (
    select * from {{ ref('customer_identity_map') }}
),

evidence as (
    select * from {{ ref('match_evidence') }}
),

links_judged as (
    select * from {{ ref('int_links_judged') }}
),

ends as (
    {% for side, record in [('left', left_record), ('right', right_record)] -%}
        select
            '{{ side }}' as side,
            record_key,
            channel,
            source_record_id,
            customer_id
        from identity_map
        where
            channel = '{{ record[0] | replace("'", "''") }}'
            and source_record_id = '{{ record[1] | replace("'", "''") }}'
        {{ "union all" if not loop.last }}
    {% endfor -%}
),

links as (
    select
        left_record_key,
        right_record_key,
        rule_number,
        rule_name,
        rule_fields,
        left_source_record_id,
        right_source_record_id
    from evidence
    where is_in_customer
    union all
    select
        right_record_key as left_record_key,
        left_record_key as right_record_key,
        rule_number,
        rule_name,
        rule_fields,
        right_source_record_id as left_source_record_id,
        left_source_record_id as right_source_record_id
    from evidence
    where is_in_customer
),

-- Every record that can be reached from an end, and in how many links.
reached as (
    select
        side,
        record_key,
        0 as count_links
    from ends
    union
    select
        reached.side,
        links.right_record_key as record_key,
        reached.count_links + 1 as count_links
    from reached
    inner join links on reached.record_key = links.left_record_key
    where reached.count_links < 20
),

distances as (
    select
        side,
        record_key,
        min(count_links) as count_links
    from reached
    group by side, record_key
),

shortest as (
    select distances.count_links
    from distances
    inner join ends on distances.record_key = ends.record_key
    where distances.side = 'left' and ends.side = 'right'
),

ways as (
    select
        from_left.count_links + 1 as step,
        links.rule_number,
        links.left_source_record_id as from_record,
        links.right_source_record_id as to_record,
        links.rule_name as outcome,
        links.rule_fields as because
    from links
    inner join distances as from_left
        on links.left_record_key = from_left.record_key and from_left.side = 'left'
    inner join distances as from_right
        on links.right_record_key = from_right.record_key and from_right.side = 'right'
    inner join shortest
        on from_left.count_links + 1 + from_right.count_links = shortest.count_links
),

refused as (
    select distinct
        1 as step,
        links_judged.rule_number,
        left_record.source_record_id as from_record,
        right_record.source_record_id as to_record,
        'refused' as outcome,
        links_judged.reject_reason as because
    from links_judged
    inner join identity_map as left_record
        on links_judged.left_record_key = left_record.record_key
    inner join identity_map as right_record
        on links_judged.right_record_key = right_record.record_key
    inner join ends as left_end
        on left_record.customer_id = left_end.customer_id
    inner join ends as right_end
        on right_record.customer_id = right_end.customer_id
    where
        links_judged.reject_reason is not null
        and left_end.side != right_end.side
        and left_end.customer_id != right_end.customer_id
),

findings as (
    select
        0 as step,
        0 as rule_number,
        source_record_id as from_record,
        channel as to_record,
        customer_id as outcome,
        concat(side, ' record') as because
    from ends
    union all
    select * from ways
    union all
    select * from refused
)

select * from findings
order by step, rule_number, from_record, to_record, because
