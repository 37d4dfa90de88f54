with

raw_partner_profiles as (
    select * from {{ source('external', 'partner_profiles') }}
),

partner_profiles as (
    select
        'external' as channel,
        profile_id as source_record_id,
        full_name,
        cast(null as varchar) as given_name,
        cast(null as varchar) as middle_name,
        cast(null as varchar) as surname,
        cast(null as varchar) as user_name,
        cast(null as varchar) as company,
        birth_year as birth_date,
        cast(null as varchar) as gender,
        email,
        phone,
        cast(null as varchar) as member_no,
        cast(null as varchar) as member_programme,
        cast(null as varchar) as person_ci,
        cast(null as varchar) as postal_code,
        cast(null as varchar) as address,
        cast(null as varchar) as city,
        cast(null as varchar) as region,
        cast(null as varchar) as country,
        cast(null as varchar) as device_id,
        cast(null as varchar) as web_user_id,
        false as is_verified_email,
        false as is_verified_phone,
        false as is_verified_identity,
        {{ try_to_timestamp('obtained_at') }} as created_at,
        {{ try_to_timestamp('obtained_at') }} as updated_at,
        false as is_deleted,
        {{ failed_casts([
            ('obtained_at', try_to_timestamp('obtained_at'), 'created_at'),
        ]) }} as failed_casts,
        _file as source_file,
        _line as source_line_number,
        _loaded_at as loaded_at
    from raw_partner_profiles
)

select * from partner_profiles
