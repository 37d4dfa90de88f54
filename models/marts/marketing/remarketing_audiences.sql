with

audience_definitions as (
    select * from {{ ref('audience_definitions') }}
    where is_active
),

situations as (
    select * from {{ ref('int_audience_situations_unioned') }}
),

consents as (
    select * from {{ ref('int_consents_resolved') }}
    where purpose = 'advertising' and consent_state = 'granted'
),

members as (
    select
        audience_definitions.audience_id,
        audience_definitions.audience_rule,
        situations.customer_id,
        audience_definitions.first_message_channel,
        audience_definitions.second_message_channel,
        audience_definitions.max_days,
        min(situations.window_days) as window_days,
        sum(situations.points) as points
    from audience_definitions
    inner join situations
        on
            audience_definitions.audience_rule = situations.audience_rule
            and audience_definitions.min_days <= situations.window_days
            and audience_definitions.max_days >= situations.window_days
    group by
        audience_definitions.audience_id,
        audience_definitions.audience_rule,
        situations.customer_id,
        audience_definitions.first_message_channel,
        audience_definitions.second_message_channel,
        audience_definitions.max_days,
        audience_definitions.min_points
    having coalesce(sum(situations.points), 0) >= coalesce(audience_definitions.min_points, 0)
),

-- Who has granted neither of the two channels is no member.
contacts_ranked as (
    select
        members.*,
        consents.message_channel,
        consents.contact_channel,
        consents.contact_record_id,
        consents.consent_event_id,
        consents.granted_at,
        row_number() over (
            partition by members.audience_id, members.customer_id
            order by
                case
                    when consents.message_channel = members.first_message_channel then 1 else 2
                end,
                consents.granted_at desc,
                {{ binary_text('consents.consent_event_id') }}
        ) as place
    from members
    inner join consents
        on
            members.customer_id = consents.customer_id
            and (
                members.first_message_channel = consents.message_channel
                or members.second_message_channel = consents.message_channel
            )
),

-- A birthday's own day stays in the restricted master: the reason names the window only.
audiences as (
    select
        audience_id,
        customer_id,
        message_channel,
        contact_channel,
        contact_record_id,
        consent_event_id,
        cast(
            case audience_rule
                when 'lapsed' then concat('last bought ', window_days, ' days ago')
                when 'visit_without_purchase'
                    then concat('visited a store ', window_days, ' days ago, bought nothing since')
                when 'cart_abandoned'
                    then concat('left a cart ', window_days, ' days ago, bought nothing since')
                when 'birthday' then concat('birthday within ', max_days, ' days')
                when 'points_expiring'
                    then concat(points, ' points expire within ', max_days, ' days')
            end as varchar
        ) as reason,
        granted_at as consent_granted_at,
        {{ as_of() }} as as_of
    from contacts_ranked
    where place = 1
)

select * from audiences
