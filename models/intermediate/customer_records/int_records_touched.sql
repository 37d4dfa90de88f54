{#- Records whose versions are judged anew in an incremental build: they have a line in a changed
    file, or had one, or lay in the future, or are erased. Empty where everything is built. -#}
{%- set changed_files = scope_of('stg_raw__changed_files') %}
with

erased_records as (
    select * from {{ ref('int_records_erased') }}
),

last_run as (
    select max(as_of) as as_of
    from {{ ref('stg_registry__identity_runs') }}
),

record_keys as (
    {% for spec in var('channels').values() %}
        select
            {{ record_key_of('channel', 'source_record_id') }} as record_key,
            0 as is_read_otherwise
        from {{ ref(spec.model) }}
        {{ only_of_changed_files(changed_files, raw_table_of(spec.model)) }}
        union all
    {% endfor %}
    {% if is_incremental_build() %}
        select
            last_versions.record_key,
            0 as is_read_otherwise
        from {{ last_build_of('int_customer_records_unioned') }} as last_versions
        left join {{ changed_files }} as changed_files
            on
                last_versions.raw_table = changed_files.raw_table
                and last_versions.source_file = changed_files.source_file
        -- A miss: the file is as it was.
        where
            changed_files.source_file is not null
            or last_versions.quarantine_reason = 'in_future'
        union all
        -- Not in the future any more, too long ago from now on, a year of two digits now past: where
        -- nobody lives to be a hundred, it was too long ago until then.
        select
            last_read.record_key,
            1 as is_read_otherwise
        from {{ last_build_of('int_records_normalised') }} as last_read
        cross join last_run
        where
            last_read.birth_date_reject_reason in (
                'in_future'{{ ", 'too_long_ago'" if var('max_age_years') < 100 }}
            )
            or (
                last_read.birth_date_match is not null
                and last_read.birth_year < {{ as_of_text()[:4] | int - var('max_age_years') }}
            )
            or (
                last_read.birth_date_match like '19%'
                and '20' || substr(last_read.birth_date_match, 3)
                between cast({{ digits_of_date('last_run.as_of') }} as varchar)
                and '{{ as_of_text()[:10] | replace('-', '') }}'
            )
        union all
    {% endif %}
    select
        erased_records.record_key,
        0 as is_read_otherwise
    from erased_records
    cross join last_run
),

touched_records as (
    select
        record_key,
        max(is_read_otherwise) = 1 as is_read_otherwise
    from record_keys
    where record_key is not null and {{ is_incremental_build() | lower }}
    group by record_key
)

select * from touched_records
