{%- set yes = ['y', 'yes', 't', 'true', '1'] -%}
{%- set no = ['n', 'no', 'f', 'false', '0', ''] -%}

with

raw_customers as (
    select * from {{ source('conformed', 'customers') }}
),

customers as (
    select
        channel,
        source_record_id,
        full_name,
        given_name,
        middle_name,
        surname,
        user_name,
        company,
        birth_date,
        gender,
        email,
        phone,
        member_no,
        member_programme,
        person_ci,
        postal_code,
        address,
        city,
        region,
        country,
        device_id,
        web_user_id,
        {{ to_flag('is_verified_email', yes) }} as is_verified_email,
        {{ to_flag('is_verified_phone', yes) }} as is_verified_phone,
        {{ to_flag('is_verified_identity', yes) }} as is_verified_identity,
        {{ try_to_timestamp('created_at') }} as created_at,
        {{ try_to_timestamp('updated_at') }} as updated_at,
        {{ to_flag('is_deleted', yes) }} as is_deleted,
        {{ failed_casts([
            ('created_at', try_to_timestamp('created_at'), 'created_at'),
            ('updated_at', try_to_timestamp('updated_at'), 'updated_at'),
            ('is_verified_email', try_to_flag('is_verified_email', yes, no), 'is_verified_email'),
            ('is_verified_phone', try_to_flag('is_verified_phone', yes, no), 'is_verified_phone'),
            (
                'is_verified_identity',
                try_to_flag('is_verified_identity', yes, no),
                'is_verified_identity',
            ),
            ('is_deleted', try_to_flag('is_deleted', yes, no), 'is_deleted'),
        ]) }} as failed_casts,
        _file as source_file,
        _line as source_line_number,
        _loaded_at as loaded_at
    from raw_customers
)

select * from customers
