{#- What is left of an erased version: where the line stood, so that it is counted. -#}
{%- set kept_of_erased = [
    'channel', 'is_verified_email', 'is_verified_phone', 'is_verified_identity', 'is_deleted', 'source_file',
    'source_line_number', 'loaded_at',
] %}
{%- set changed_files = scope_of('stg_raw__changed_files') -%}
{%- set touched_records = scope_of('int_records_touched') %}
with

erased_records as (
    select * from {{ ref('int_records_erased') }}
),

-- In an incremental build: the lines of changed files, and the other versions of their records.
unioned as (
    {% for spec in var('channels').values() %}
        select
            {% for column in customer_record_columns() %}
                {{ column }},
            {% endfor %}
            '{{ raw_table_of(spec.model) }}' as raw_table
        from {{ ref(spec.model) }}
        {{ only_of_changed_files(changed_files, raw_table_of(spec.model)) }}
        {% if not loop.last %}
            union all
        {% endif %}
    {% endfor %}
    {% if is_incremental_build() %}
        union all
        select
            {% for column in customer_record_columns() %}
                last_versions.{{ column }},
            {% endfor %}
            last_versions.raw_table
        from {{ this }} as last_versions
        inner join {{ touched_records }} as touched_records on last_versions.record_key = touched_records.record_key
        left join {{ changed_files }} as changed_files
            on
                last_versions.raw_table = changed_files.raw_table
                and last_versions.source_file = changed_files.source_file
        -- A miss: the file is as it was.
        where changed_files.source_file is null
    {% endif %}
),

checked as {{ read_in_place() }} (
    select
        *,
        {{ record_key_of('channel', 'source_record_id') }} as record_key,
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

-- A quarantined row competes with nobody: the last good version of its record stays. Few records
-- have two good versions, and only those are ordered: a sort of all would carry whole rows.
repeated_records as (
    select record_key
    from checked
    where quarantine_reason is null
    group by record_key
    having count(*) > 1
),

repeated_versions as (
    select checked.*
    from checked
    inner join repeated_records on checked.record_key = repeated_records.record_key
    where checked.quarantine_reason is null
),

-- Versions of one moment in one file: a deletion counts, then the content decides: the order of
-- lines does not.
ranked_versions as (
    select
        source_file,
        source_line_number,
        row_number() over (
            partition by record_key
            order by
                updated_at desc nulls last,
                {{ binary_text('source_file') }} desc,
                case when is_deleted then 0 else 1 end,
                {{ hash_bigint(record_content()) }},
                source_line_number desc
        ) as version_rank
    from repeated_versions
),

-- An erased record is erased in all its versions, broken ones too.
marked as (
    select
        checked.*,
        ranked_versions.version_rank is not null as is_superseded,
        erased_records.record_key is not null as is_erased
    from checked
    -- A miss: the record is not erased.
    left join erased_records on checked.record_key = erased_records.record_key
    -- A miss: the version counts, or is no good one.
    left join ranked_versions
        on
            checked.source_file = ranked_versions.source_file
            and checked.source_line_number = ranked_versions.source_line_number
            and ranked_versions.version_rank > 1
),

customer_record_versions as (
    select
        case when not is_erased then record_key end as record_key,
        {% for column in customer_record_columns() %}
            {% if column in kept_of_erased -%}
                {{ column }},
            {% else -%}
                case when not is_erased then {{ column }} end as {{ column }},
            {% endif %}
        {% endfor %}
        raw_table,
        case when not is_erased then {{ hash_bigint(record_content()) }} end as content_hash,
        case
            when is_erased then 'erased'
            when quarantine_reason is not null then 'quarantined'
            when is_superseded then 'superseded'
            when is_deleted then 'deleted'
            else 'current'
        end as record_state,
        case when not is_erased then quarantine_reason end as quarantine_reason,
        case when not is_erased then quarantine_detail end as quarantine_detail
    from marked
)

select * from customer_record_versions
