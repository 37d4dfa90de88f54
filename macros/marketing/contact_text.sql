{#- A contact as typed, without what differs between typists: texts equal in this form have the same match form.
`contact_type` is an expression: email, phone or device_id. -#}
{% macro contact_text(contact_type, contact) -%}
    case
        when {{ contact_type }} = 'phone'
            then {{ translate_text(contact, '０１２３４５６７８９＋ .-()/－．　\t', '0123456789+') }}
        else {{ lower_text('trim(' ~ contact ~ ')') }}
    end
{%- endmacro %}
