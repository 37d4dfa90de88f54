{%- set all_text = "concat_ws('', full_text, given_text, surname_text)" -%}
-- A record's name as given name and surname. Columns of their own win over the full name.
with records as (
    select * from {{ after_of(ref('int_customer_records')) }}
    {{ only_in_scope(scope_of('int_records_changed'), ['record_key']) }}
),

folded as {{ computed_once() }} (
    select
        record_key,
        {{ name_mask_unified(fold_text('full_name')) }} as full_text,
        {{ name_mask_unified(fold_text("concat_ws(' ', given_name, middle_name)")) }}
            as given_text,
        {{ name_mask_unified(fold_text('surname')) }} as surname_text
    from records
),

cleaned as {{ computed_once() }} (
    select
        record_key,
        {{ name_of_user_name(name_cleaned('full_text')) }} as full_text,
        {{ name_cleaned('given_text') }} as given_text,
        {{ name_cleaned('surname_text') }} as surname_text,
        {{ regexp_matches(all_text, '[가-힣]') }} as is_hangul,
        {{ regexp_matches(all_text, '[a-z\u00df-\u024f\u1e00-\u1eff]') }} as is_latin
    from folded
),

-- Only Hangul drops its spaces; how the text was cut tells the order where it is not the usual one.
texts as {{ computed_once() }} (
    select
        *,
        case
            when is_hangul
                then {{ hangul_without_honorific(letters_only('full_text', keep_mask=true)) }}
            else replace(full_text, ',', ' ')
        end as whole_text,
        {{ text_position('full_text', "','") }} as comma_at,
        {{ text_position('full_text', "' '") }} as space_at,
        split_part(full_text, ' ', 1) as first_word,
        {{ regexp_first('full_text', '[^ ]+$') }} as last_word
    from cleaned
),

words as {{ computed_once() }} (
    select
        *,
        space_at > 2
        and length(last_word) = 1
        and not {{ is_hangul_double_surname('first_word') }} as is_given_first,
        {{ regexp_matches('full_text', '^[\u3040-\u30ff\u3005\u4e00-\u9fff ]+$') }} as is_kanji,
        {{ han_surname_length('full_text') }} as han_surname_length
    from texts
),

surnames as {{ computed_once() }} (
    select
        *,
        case
            when comma_at > 1 then substr(full_text, 1, comma_at - 1)
            when is_hangul and is_given_first then last_word
            when is_hangul and space_at = 2 then first_word
            when is_hangul then substr(whole_text, 1, {{ hangul_surname_length('whole_text') }})
            when {{ is_romanised_korean('full_text') }} then first_word
            when is_latin and space_at > 0 then {{ latin_surname('full_text') }}
            when is_kanji and space_at > 0 then first_word
            when han_surname_length > 0 then substr(full_text, 1, han_surname_length)
            when space_at > 0 then last_word
        end as surname_of_full
    from words
),

given_names as {{ computed_once() }} (
    select
        *,
        case
            when comma_at > 1
                then {{ without_initials('trim(substr(full_text, comma_at + 1))') }}
            when is_hangul and is_given_first
                then substr(whole_text, 1, length(whole_text) - 1)
            when is_hangul then substr(whole_text, length(surname_of_full) + 1)
            when {{ is_romanised_korean('full_text') }}
                then substr(full_text, length(first_word) + 2)
            when is_latin and space_at > 0
                then {{ without_initials(text_before('full_text', 'surname_of_full')) }}
            when is_latin then first_word
            when is_kanji and space_at > 0 then last_word
            when han_surname_length > 0 then substr(full_text, han_surname_length + 1)
            else first_word
        end as given_of_full
    from surnames
),

letters as {{ computed_once() }} (
    select
        record_key,
        is_hangul,
        is_latin,
        {{ letters_only(without_accents('whole_text')) }} as whole_name,
        coalesce({{ name_letters('given_text') }}, {{ name_letters('given_of_full') }})
            as given_name_match,
        coalesce({{ name_letters('surname_text') }}, {{ name_letters('surname_of_full') }})
            as surname_match
    from given_names
),

skeletons as {{ computed_once() }} (
    select
        *,
        -- Who hides a letter hides how the name sounds.
        case when given_name_match not like '%*%' then {{ skeleton('given_name_match') }} end
            as rough_given_skeleton,
        case when surname_match not like '%*%' then {{ skeleton('surname_match') }} end
            as rough_surname_skeleton
    from letters
),

names as (
    select
        record_key,
        given_name_match,
        surname_match,
        case
            when given_name_match is null and surname_match is null then nullif(whole_name, '')
            when is_hangul then coalesce(surname_match, '') || coalesce(given_name_match, '')
            else coalesce(given_name_match, '') || coalesce(surname_match, '')
        end as full_name_match,
        {{ without_doubles('rough_given_skeleton') }} as given_skeleton,
        {{ without_doubles('rough_surname_skeleton') }} as surname_skeleton,
        case
            when given_name_match is null or surname_match is null
                then coalesce(given_name_match, surname_match)
            when {{ binary_text('given_name_match') }} <= {{ binary_text('surname_match') }}
                then given_name_match || ' ' || surname_match
            else surname_match || ' ' || given_name_match
        end as name_parts_sorted,
        case
            when is_hangul then 'hangul'
            when is_latin then 'latin'
            when coalesce(whole_name, given_name_match, surname_match, '') <> '' then 'other'
            else 'none'
        end as name_script
    from skeletons
)

select * from names
