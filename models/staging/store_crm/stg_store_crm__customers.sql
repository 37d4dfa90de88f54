with

raw_customers as (
    select * from {{ source('store_crm', 'customers') }}
),

customers as (
    select
        'store_crm' as channel,
        customer_no as source_record_id,
        name as full_name,
        cast(null as varchar) as given_name,
        cast(null as varchar) as middle_name,
        cast(null as varchar) as surname,
        cast(null as varchar) as user_name,
        cast(null as varchar) as company,
        birth as birth_date,
        gender,
        email,
        mobile as phone,
        member_no,
        cast(null as varchar) as member_programme,
        cast(null as varchar) as person_ci,
        zip as postal_code,
        addr as address,
        city,
        cast(null as varchar) as region,
        cast(null as varchar) as country,
        cast(null as varchar) as device_id,
        cast(null as varchar) as web_user_id,
        false as is_verified_email,
        {{ to_flag('sms_verified', ['y']) }} as is_verified_phone,
        false as is_verified_identity,
        {{ try_to_timestamp('registered_at') }} as created_at,
        {{ try_to_timestamp('modified_at') }} as updated_at,
        {{ to_flag('deleted', ['y']) }} as is_deleted,
        {{ failed_casts([
            ('registered_at', try_to_timestamp('registered_at'), 'created_at'),
            ('modified_at', try_to_timestamp('modified_at'), 'updated_at'),
        ]) }} as failed_casts,
        _file as source_file,
        _line as source_line_number,
        _loaded_at as loaded_at
    from raw_customers
)

select * from customers
