with

unioned as (
    {% for spec in var('channels').values() %}
        select
            {% for column in customer_record_columns() %}
                {{ column }},
            {% endfor %}
            '{{ raw_table_of(spec.model) }}' as raw_table
        from {{ ref(spec.model) }}
        {% if not loop.last %}
            union all
        {% endif %}
    {% endfor %}
),

checked as (
    select
        *,
        case
            when {{ is_empty('channel') }} or {{ is_empty('source_record_id') }}
                then 'missing_record_id'
            when created_at > {{ as_of() }} or updated_at > {{ as_of() }}
                then 'in_future'
        end as quarantine_reason,
        case
            when {{ is_empty('channel') }} then 'channel: (empty)'
            when {{ is_empty('source_record_id') }} then 'source_record_id: (empty)'
            when created_at > {{ as_of() }}
                then concat('created_at: ', cast(created_at as varchar))
            when updated_at > {{ as_of() }}
                then concat('updated_at: ', cast(updated_at as varchar))
        end as quarantine_detail
    from unioned
),

-- A quarantined row competes with nobody: the last good version of its record stays. Versions of
-- one moment in one file: a deletion counts, then the content decides: the order of lines does not.
versioned as (
    select
        *,
        row_number() over (
            partition by channel, source_record_id, quarantine_reason
            order by
                updated_at desc nulls last,
                {{ binary_text('source_file') }} desc,
                case when is_deleted then 0 else 1 end,
                {{ md5_hex(record_content()) }},
                source_line_number desc
        ) as version_rank
    from checked
),

customer_record_versions as (
    select
        {% for column in customer_record_columns() %}
            {{ column }},
        {% endfor %}
        raw_table,
        case
            when quarantine_reason is not null then 'quarantined'
            when version_rank > 1 then 'superseded'
            when is_deleted then 'deleted'
            else 'current'
        end as record_state,
        quarantine_reason,
        quarantine_detail
    from versioned
)

select * from customer_record_versions
