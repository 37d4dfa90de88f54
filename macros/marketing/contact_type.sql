{#- What a contact is - email, phone or device_id: what the message channel needs, else what it looks like; none where
there is no contact. -#}
{% macro contact_type(message_channel, contact) -%}
    case
        when {{ message_channel }} = 'email' then 'email'
        when {{ message_channel }} = 'sms' then 'phone'
        when {{ message_channel }} = 'push' then 'device_id'
        when {{ contact }} like '%@%' or {{ contact }} like '%＠%' then 'email'
        when {{ contact }} is not null then 'phone'
        else 'none'
    end
{%- endmacro %}
