{#- The columns of a customer record, in order: what every record staging model gives, and no more. -#}
{% macro customer_record_columns() -%}
    {{- return([
        'channel', 'source_record_id', 'full_name', 'given_name', 'middle_name', 'surname', 'user_name', 'company',
        'birth_date', 'gender', 'email', 'phone', 'member_no', 'member_programme', 'person_ci', 'postal_code', 'address',
        'city', 'region', 'country', 'device_id', 'web_user_id', 'is_verified_email', 'is_verified_phone',
        'is_verified_identity', 'created_at', 'updated_at', 'is_deleted', 'failed_casts', 'source_file',
        'source_line_number', 'loaded_at',
    ]) -}}
{%- endmacro %}

{#- The raw table a staging model reads, as raw files are named: stg_store_crm__visits reads store_crm.visits. -#}
{% macro raw_table_of(model_name) -%}
    {{- return(model_name | replace('stg_', '', 1) | replace('__', '.', 1)) -}}
{%- endmacro %}

{#- The columns of a record in which a change is a change of what is known: all but where the row stood. -#}
{% macro record_content_columns() -%}
    {%- set flags = ['is_verified_email', 'is_verified_phone', 'is_verified_identity'] -%}
    {%- set moments = ['created_at', 'updated_at'] -%}
    {%- set others = [
        'channel', 'source_record_id', 'is_deleted', 'failed_casts', 'source_file', 'source_line_number', 'loaded_at',
    ] -%}
    {{- return({
        'texts': customer_record_columns() | reject('in', flags + moments + others) | list,
        'flags': flags,
        'moments': moments,
    }) -}}
{%- endmacro %}

{#- All that a customer record says, as one text: equal for equal rows, wherever they stand, and for no others. Each value
has its length before it and a null has none, so that ('a-', 'b') and ('a', '-b') differ. -#}
{% macro record_content() -%}
    {%- set columns = record_content_columns() -%}
    {% for column in columns.texts -%}
        coalesce(length({{ column }}) || ':' || {{ column }}, '-') ||
    {% endfor -%}
    {% for column in columns.flags -%}
        case when {{ column }} then 't' else 'f' end ||
    {% endfor -%}
    {% for column in columns.moments -%}
        coalesce(cast({{ column }} as varchar), '-')
        {%- if not loop.last %} || ' ' ||{% endif %}
    {% endfor %}
{%- endmacro %}

{#- The key of a customer record: a hash of channel and id, the channel's length first, so that no two pairs read alike. -#}
{% macro record_key_of(channel, source_record_id) -%}
    {{ hash_bigint("length(" ~ channel ~ ") || ':' || " ~ channel ~ " || " ~ source_record_id) }}
{%- endmacro %}
