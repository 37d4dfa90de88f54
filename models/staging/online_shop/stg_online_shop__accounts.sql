with

raw_accounts as (
    select * from {{ source('online_shop', 'accounts') }}
),

accounts as (
    select
        'online_shop' as channel,
        account_id as source_record_id,
        name as full_name,
        cast(null as varchar) as given_name,
        cast(null as varchar) as middle_name,
        cast(null as varchar) as surname,
        login_id as user_name,
        cast(null as varchar) as company,
        birth_date,
        gender,
        email,
        phone,
        member_no,
        cast(null as varchar) as member_programme,
        ci as person_ci,
        postal_code,
        address,
        city,
        cast(null as varchar) as region,
        country,
        cast(null as varchar) as device_id,
        account_id as web_user_id,
        {{ to_flag('email_verified', ['y', 'true', '1']) }} as is_verified_email,
        {{ to_flag('phone_verified', ['y', 'true', '1']) }} as is_verified_phone,
        not {{ is_empty('ci') }} as is_verified_identity,
        {{ try_to_timestamp('created_at') }} as created_at,
        {{ try_to_timestamp('updated_at') }} as updated_at,
        {{ to_flag('status', ['withdrawn']) }} as is_deleted,
        {{ failed_casts([
            ('created_at', try_to_timestamp('created_at'), 'created_at'),
            ('updated_at', try_to_timestamp('updated_at'), 'updated_at'),
        ]) }} as failed_casts,
        _file as source_file,
        _line as source_line_number,
        _loaded_at as loaded_at
    from raw_accounts
)

select * from accounts
