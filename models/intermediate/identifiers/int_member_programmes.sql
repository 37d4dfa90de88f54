-- The programme each record's membership number is of. A channel that does not say means the
-- programme that alone has issued the number, or else the brand's own.
with records as (
    select
        record_key,
        {{ member_number('member_no') }} as member_number,
        nullif({{ to_code('member_programme') }}, '') as member_programme
    from {{ ref('int_customer_records') }}
    where member_no is not null
    {{ only_in_scope(scope_of('int_member_records_touched'), ['record_key'], 'and') }}
),

issuing_programmes as (
    select
        member_number,
        min({{ binary_text('member_programme') }}) as member_programme
    from records
    where member_programme is not null
    group by member_number
    having
        min({{ binary_text('member_programme') }}) = max({{ binary_text('member_programme') }})
),

member_programmes as (
    select
        records.record_key,
        records.member_number,
        coalesce(records.member_programme, issuing_programmes.member_programme, 'own')
            as member_programme
    from records
    -- A miss: nobody who names a programme has the number, or members of two have.
    left join issuing_programmes on records.member_number = issuing_programmes.member_number
)

select * from member_programmes
