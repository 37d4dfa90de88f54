with

raw_members as (
    select * from {{ source('membership', 'members') }}
),

members as (
    select
        'membership' as channel,
        member_no as source_record_id,
        cast(null as varchar) as full_name,
        given_name,
        cast(null as varchar) as middle_name,
        family_name as surname,
        cast(null as varchar) as user_name,
        cast(null as varchar) as company,
        birth_ymd as birth_date,
        sex as gender,
        email,
        mobile as phone,
        member_no,
        -- A member without a programme is of the brand's own.
        coalesce(nullif(trim(programme), ''), 'own') as member_programme,
        ci as person_ci,
        postal_code,
        address,
        cast(null as varchar) as city,
        cast(null as varchar) as region,
        cast(null as varchar) as country,
        cast(null as varchar) as device_id,
        cast(null as varchar) as web_user_id,
        false as is_verified_email,
        false as is_verified_phone,
        not {{ is_empty('ci') }} as is_verified_identity,
        {{ try_to_timestamp('joined_at') }} as created_at,
        {{ try_to_timestamp('updated_at') }} as updated_at,
        {{ to_flag('status', ['closed']) }} as is_deleted,
        {{ failed_casts([
            ('joined_at', try_to_timestamp('joined_at'), 'created_at'),
            ('updated_at', try_to_timestamp('updated_at'), 'updated_at'),
        ]) }} as failed_casts,
        _file as source_file,
        _line as source_line_number,
        _loaded_at as loaded_at
    from raw_members
)

select * from members
