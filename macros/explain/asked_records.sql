{#- CTE of the two records that a question is about, named as 'channel:source_record_id'.

Reads CTEs `identity_map` (customer_identity_map) and `record_versions` (int_customer_records_unioned). Emits
`asked_records(side, record_key, reference, customer_id, record_state, state_reason)`, always two rows, side left and
right; record_state: current, quarantined, deleted, erased, superseded or unknown. Use behind a comma in a `with`. -#}
{% macro asked_records(record_a, record_b) -%}
    asked_names as (
        {% for side, record in [('left', record_a), ('right', record_b)] -%}
            {%- set parts = (record | string).split(':', 1) -%}
            select
                '{{ side }}' as side,
                {{ text_literal(record | string) }} as reference,
                {{ text_literal(parts[0]) }} as channel,
                {{ text_literal(parts[1] if parts | length > 1 else '') }} as source_record_id
            {{ "union all" if not loop.last }}
        {% endfor -%}
    ),

    {#- A record that is not current: rows of one id may be put aside and deleted; the first is what to look at. #}
    asked_versions as (
        select
            asked_names.side,
            record_versions.record_state,
            record_versions.quarantine_reason,
            row_number() over (
                partition by asked_names.side
                order by
                    case record_versions.record_state
                        when 'erased' then 0
                        when 'quarantined' then 1
                        when 'deleted' then 2
                        else 3
                    end,
                    record_versions.quarantine_reason,
                    record_versions.source_file,
                    record_versions.source_line_number
            ) as place
        from asked_names
        inner join record_versions
            on
                asked_names.channel = record_versions.channel
                and asked_names.source_record_id = record_versions.source_record_id
    ),

    asked_records as (
        select
            asked_names.side,
            identity_map.record_key,
            asked_names.reference,
            identity_map.customer_id,
            case
                when identity_map.record_key is not null then 'current'
                else coalesce(asked_versions.record_state, 'unknown')
            end as record_state,
            case
                when identity_map.record_key is null then asked_versions.quarantine_reason
            end as state_reason
        from asked_names
        -- A miss: the record is not current.
        left join identity_map
            on
                asked_names.channel = identity_map.channel
                and asked_names.source_record_id = identity_map.source_record_id
        -- A miss: no channel sent a record with that id.
        left join asked_versions
            on asked_names.side = asked_versions.side and asked_versions.place = 1
    )
{%- endmacro %}

{#- What to say of a record that is not current. -#}
{% macro state_in_words(record) -%}
    {{ record }}.reference || case {{ record }}.record_state
        when 'quarantined'
            then ' is quarantined (' || coalesce({{ record }}.state_reason, 'no reason') || '), so it is nobody''s'
        when 'deleted' then ' was deleted by its channel'
        when 'erased' then ' was erased on request'
        when 'superseded' then ' has only older versions'
        else ' is unknown: no channel sent a record of that name (write it as channel:id)'
    end
{%- endmacro %}

{#- What is said of two asked records before any link is looked at. -#}
{% macro why_verdict(left, right) -%}
    case
        when {{ left }}.record_state != 'current' or {{ right }}.record_state != 'current' then 'not_current'
        when {{ left }}.record_key = {{ right }}.record_key then 'same_record'
        when {{ left }}.customer_id = {{ right }}.customer_id then 'one_customer'
        else 'two_customers'
    end
{%- endmacro %}
