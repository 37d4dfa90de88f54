-- Each phone text and region once: the better of its two readings, as a number with a class.
with readings as (
    select * from {{ after_of(ref('int_phone_readings')) }}
),

placeholders as (
    select distinct value_text from {{ ref('placeholder_values') }}
    where identifier_type = 'phone'
),

fitted as {{ computed_once() }} (
    select
        *,
        coalesce({{ phone_fits_plan('first_region', 'first_digits') }}, false) as first_fits,
        coalesce({{ phone_fits_plan('first_region', 'first_cut') }}, false) as first_cut_fits,
        coalesce({{ phone_fits_plan('second_region', 'second_digits') }}, false) as second_fits,
        coalesce({{ phone_fits_plan('second_region', 'second_cut') }}, false) as second_cut_fits,
        {{ phone_length_verdict('first_region', 'first_digits') }} as first_length,
        {{ phone_length_verdict('first_region', 'first_cut') }} as first_cut_length,
        {{ phone_length_verdict('second_region', 'second_cut') }} as second_cut_length
    from readings
),

-- A national prefix is only one if the number stays a number without it.
kept as {{ computed_once() }} (
    select
        *,
        case
            when first_fits and not first_cut_fits then first_digits
            when first_cut_length in ('possible', 'too_long') then first_cut
            else first_digits
        end as first_number,
        case
            when second_fits and not second_cut_fits then second_digits
            when second_cut_length in ('possible', 'too_long') then second_cut
            else second_digits
        end as second_number
    from fitted
),

judged as {{ computed_once() }} (
    select
        *,
        case
            when second_kind = 'home'
                then
                    (not first_fits and (second_fits or second_cut_fits))
                    or coalesce(first_length = 'too_long', false)
            when second_kind = 'exit' and (second_fits or second_cut_fits)
                then
                    case
                        -- Who writes 0081 means Japan, though 008 dials abroad in Korea.
                        when abroad_code is not null then second_code <> home_code
                        when is_dialled_abroad then true
                        else
                            {{ phone_class('first_code', 'first_number', phone_codes_with_00()) }}
                            is null
                    end
            else false
        end as is_second_better
    from kept
),

chosen as {{ computed_once() }} (
    select
        raw_value,
        region,
        squeezed_text,
        extension_digits,
        digits,
        case when is_second_better then second_region else first_region end as plan_region,
        case
            when is_second_better then second_code
            when is_dialled_abroad and abroad_code is null and not has_plus then null
            else first_code
        end as calling_code,
        case when is_second_better then second_number else first_number end as national_number
    from judged
),

classified as {{ computed_once() }} (
    select
        raw_value,
        region,
        squeezed_text,
        extension_digits,
        digits,
        calling_code,
        national_number,
        {{ phone_class('calling_code', 'national_number', phone_codes()) }} as plan_class,
        case
            when length(national_number) < 2 then 'too_short'
            when length(national_number) > 17 then 'too_long'
            when plan_region is not null
                then {{ phone_length_verdict('plan_region', 'national_number') }}
            when length(calling_code || national_number) < 8 then 'too_short'
            when length(calling_code || national_number) > 15 then 'too_long'
        end as length_verdict
    from chosen
),

reasoned as {{ computed_once() }} (
    select
        classified.raw_value,
        classified.region,
        classified.squeezed_text,
        classified.extension_digits,
        case
            when length(classified.national_number) between 2 and 17
                then '+' || classified.calling_code || classified.national_number
        end as e164,
        classified.plan_class,
        case
            when
                placeholders.value_text is not null
                or substr(classified.digits, greatest(length(classified.digits) - 6, 1))
                = repeat(substr(classified.digits, length(classified.digits), 1), 7)
                then 'placeholder'
            when classified.digits is null then 'not_a_number'
            when classified.calling_code is null then 'unknown_country'
            when classified.plan_class is null then nullif(classified.length_verdict, 'possible')
        end as reject_reason
    from classified
    -- No placeholder of this text: the usual case.
    left join placeholders on classified.squeezed_text = placeholders.value_text
),

phones as (
    select
        raw_value,
        region,
        squeezed_text,
        e164 || coalesce(';ext=' || extension_digits, '') as match_value,
        case
            when
                reject_reason is null
                and plan_class in ('mobile', 'fixed_or_mobile', 'fixed_line', 'voip', 'virtual')
                then e164
        end as activation_value,
        case
            when plan_class is not null then plan_class
            when e164 is not null and reject_reason is null then 'possible'
            else 'invalid'
        end as identifier_class,
        reject_reason,
        plan_class is not null as is_valid
    from reasoned
)

select * from phones
