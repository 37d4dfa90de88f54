with

record_versions as (
    select * from {{ after_of(ref('int_customer_records_unioned')) }}
),

customer_records as (
    select
        record_key,
        {% for column in customer_record_columns() %}
            {{ column }},
        {% endfor %}
        raw_table,
        content_hash
    from record_versions
    where record_state = 'current'
)

select * from customer_records
