/*
Question: The store, the membership and the online shop each know this woman. Does the brand, and
why?

How to run, after a build of the committed sample:
    .venv/bin/python scripts/show_analysis.py birthday_story

How to read: one row per finding. `record`: the customer of each of her three records; one id
means one person. `link`: the strongest match rule that holds two of them together, and how many
more do. `golden …`: the customer's surviving values, each with the record it comes from.
`benefit` and `message`: what she was given and sent, under that customer.
For other records change `story_records` below.
*/
{%- set story_records = [
    ['store_crm', 'STORY-STORE-1'],
    ['membership', 'STORY-MEMBER-1'],
    ['online_shop', 'STORY-ONLINE-1'],
] %}
{%- set golden_attributes = [
    'name', 'birth_date', 'gender', 'email', 'phone', 'member_no', 'address',
] %}
{%- set value_of = {'name': 'full_name'} %}

with identity_map as (
    select * from {{ ref('customer_identity_map') }}
),

evidence as (
    select * from {{ ref('match_evidence') }}
),

master as (
    select * from {{ ref('customer_master') }}
),

messages as (
    select * from {{ ref('messages') }}
),

-- No mart publishes benefits yet: a benefit finds its customer by the membership it was given to.
benefits as (
    select * from {{ ref('stg_membership__benefits') }}
),

story_records as (
    select *
    from identity_map
    where
        {% for record in story_records -%}
            (channel = '{{ record[0] }}' and source_record_id = '{{ record[1] }}')
            {%- if not loop.last %}
                or {% endif -%}
        {% endfor %}
),

story_customers as (
    select distinct customer_id
    from story_records
),

story_links as (
    select
        evidence.left_source_record_id,
        evidence.right_source_record_id,
        evidence.rule_name,
        row_number() over (
            partition by evidence.left_record_key, evidence.right_record_key
            order by evidence.rule_number
        ) as strength,
        count(*) over (
            partition by evidence.left_record_key, evidence.right_record_key
        ) as count_rules
    from evidence
    inner join story_records as left_record
        on evidence.left_record_key = left_record.record_key
    inner join story_records as right_record
        on evidence.right_record_key = right_record.record_key
    where evidence.is_in_customer
),

findings as (
    select
        1 as part,
        'record' as finding,
        source_record_id as subject,
        channel as detail,
        customer_id as outcome
    from story_records
    union all
    select
        2 as part,
        'link' as finding,
        left_source_record_id as subject,
        right_source_record_id as detail,
        concat(rule_name, ', and ', cast(count_rules - 1 as varchar), ' rules more') as outcome
    from story_links
    where strength = 1
    {% for attribute in golden_attributes -%}
        union all
        select
            3 as part,
            'golden {{ attribute | replace("_", " ") }}' as finding,
            master.{{ attribute }}_source_record_id as subject,
            master.{{ attribute }}_channel as detail,
            cast(master.{{ value_of.get(attribute, attribute) }} as varchar) as outcome
        from master
        inner join story_customers on master.customer_id = story_customers.customer_id
    {% endfor -%}
    union all
    select
        4 as part,
        'benefit' as finding,
        benefits.benefit_id as subject,
        'membership' as detail,
        identity_map.customer_id as outcome
    from benefits
    inner join identity_map
        on
            benefits.member_no = identity_map.source_record_id
            and identity_map.channel = 'membership'
    inner join story_customers on identity_map.customer_id = story_customers.customer_id
    union all
    select
        5 as part,
        'message' as finding,
        messages.message_id as subject,
        messages.sender_channel as detail,
        messages.campaign_id as outcome
    from messages
    inner join story_customers on messages.customer_id = story_customers.customer_id
),

sorted_findings as (
    select
        row_number() over (
            order by
                part,
                finding,
                {{ binary_text('subject') }},
                {{ binary_text('detail') }},
                {{ binary_text('outcome') }}
        ) as place,
        finding,
        subject,
        detail,
        outcome
    from findings
)

select * from sorted_findings
order by place
