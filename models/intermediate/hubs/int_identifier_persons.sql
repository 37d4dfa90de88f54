{#- Who shares a contested value: forms that one person may have written are one person. Only forms
    of values with few of them are compared; nobody writes a name in more ways than that. -#}
with forms as (
    select * from {{ after_of(ref('int_identifier_forms')) }}
),

compared_forms as {{ computed_once() }} (
    select
        *,
        replace({{ name_consonants('given_name', 'name_script') }}, 'r', '') as given_consonants,
        replace({{ name_consonants('surname', 'name_script') }}, 'r', '') as surname_consonants
    from forms
    where count_forms between 2 and {{ var('max_forms_compared') }}
),

-- A form belongs to the fullest it agrees with.
fuller_forms as (
    select
        right_form.identifier_type,
        right_form.value_key,
        right_form.form_number,
        min(left_form.form_number) as fuller_number
    from compared_forms as right_form
    inner join compared_forms as left_form
        on
            right_form.identifier_type = left_form.identifier_type
            and right_form.value_key = left_form.value_key
            and right_form.form_number > left_form.form_number
    where {{ forms_agree('left_form', 'right_form') }}
    group by right_form.identifier_type, right_form.value_key, right_form.form_number
),

steps_0 as {{ computed_once() }} (
    select
        compared_forms.identifier_type,
        compared_forms.value_key,
        compared_forms.form_number,
        coalesce(fuller_forms.fuller_number, compared_forms.form_number) as person_number
    from compared_forms
    -- A miss: the form agrees with no fuller one, and is a person.
    left join fuller_forms
        on
            compared_forms.identifier_type = fuller_forms.identifier_type
            and compared_forms.value_key = fuller_forms.value_key
            and compared_forms.form_number = fuller_forms.form_number
),

-- Each round doubles the steps taken: 16 after four.
{% for round in range(4) -%}
    steps_{{ round + 1 }} as {{ computed_once() }} (
        select
            steps.identifier_type,
            steps.value_key,
            steps.form_number,
            fuller_steps.person_number
        from steps_{{ round }} as steps
        inner join steps_{{ round }} as fuller_steps
            on
                steps.identifier_type = fuller_steps.identifier_type
                and steps.value_key = fuller_steps.value_key
                and steps.person_number = fuller_steps.form_number
    ),

{% endfor -%}
contested_forms as (
    select
        forms.identifier_type,
        forms.value_key,
        forms.first_used_at,
        forms.last_used_at,
        forms.has_undated_use,
        min(forms.first_used_at) over surname_window as surname_first_used_at,
        max(forms.last_used_at) over surname_window as surname_last_used_at,
        min(forms.first_used_at) over birth_date_window as birth_date_first_used_at,
        max(forms.last_used_at) over birth_date_window as birth_date_last_used_at,
        coalesce(
            steps_4.person_number,
            -- Too many to compare: whoever has a name of her own is a person.
            min(forms.form_number) over (
                partition by
                    forms.identifier_type,
                    forms.value_key,
                    forms.given_skeleton,
                    forms.surname_skeleton,
                    case when forms.name_script = 'none' then forms.birth_date end
            )
        ) as person_number
    from forms
    -- A miss: too many forms to compare.
    left join steps_4
        on
            forms.identifier_type = steps_4.identifier_type
            and forms.value_key = steps_4.value_key
            and forms.form_number = steps_4.form_number
    where forms.count_forms > 1
    window
        surname_window as (
            partition by
                forms.identifier_type,
                forms.value_key,
                forms.surname_skeleton,
                case when forms.surname_skeleton is null then forms.form_number end
        ),
        birth_date_window as (
            partition by
                forms.identifier_type,
                forms.value_key,
                forms.birth_date,
                case when forms.birth_date is null then forms.form_number end
        )
),

persons as (
    select
        identifier_type,
        value_key,
        form_number as person_number,
        first_used_at,
        last_used_at,
        first_used_at as kin_first_used_at,
        last_used_at as kin_last_used_at,
        has_undated_use
    from forms
    where count_forms = 1

    union all

    select
        identifier_type,
        value_key,
        person_number,
        min(first_used_at) as first_used_at,
        max(last_used_at) as last_used_at,
        min(least(surname_first_used_at, birth_date_first_used_at)) as kin_first_used_at,
        max(greatest(surname_last_used_at, birth_date_last_used_at)) as kin_last_used_at,
        max(case when has_undated_use then 1 else 0 end) = 1 as has_undated_use
    from contested_forms
    group by identifier_type, value_key, person_number
)

select * from persons
