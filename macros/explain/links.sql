{#- CTEs with the links inside a customer: of several on one pair the strongest, in both directions.

Reads CTEs `identity_map` and `evidence` (match_evidence).
Arguments:
    condition: over identity_map and `other`: whose links; other: a CTE of one row that the condition reads
Emits CTEs ending in `directed_links`: from_/to_record_key, from_/to_reference, the columns of match_evidence, strength (1
is the strongest link of the customer) and count_records of the customer. Use behind a comma in a `with`. -#}
{% macro strongest_links(condition, other) -%}
    customer_records as (
        select
            identity_map.record_key,
            identity_map.customer_id,
            identity_map.count_customer_records
        from identity_map
        cross join {{ other }}
        where {{ condition }}
    ),

    customer_links as (
        select
            evidence.*,
            customer_records.count_customer_records as count_records,
            row_number() over (
                partition by evidence.left_record_key, evidence.right_record_key
                order by {{ tier_rank('evidence.tier') }}, evidence.rule_number
            ) as place_in_pair
        from evidence
        inner join customer_records on evidence.left_record_key = customer_records.record_key
        where evidence.is_in_customer
    ),

    strongest_links as (
        select
            customer_links.*,
            row_number() over (
                order by
                    {{ tier_rank('customer_links.tier') }},
                    customer_links.rule_number,
                    customer_links.left_record_key,
                    customer_links.right_record_key
            ) as strength
        from customer_links
        where customer_links.place_in_pair = 1
    ),

    directed_links as (
        {% for from_side, to_side in [('left', 'right'), ('right', 'left')] -%}
            select
                strongest_links.*,
                {{ from_side }}_record_key as from_record_key,
                {{ to_side }}_record_key as to_record_key,
                {{ record_reference(from_side ~ '_channel', from_side ~ '_source_record_id') }} as from_reference,
                {{ record_reference(to_side ~ '_channel', to_side ~ '_source_record_id') }} as to_reference
            from strongest_links
            {{ "union all" if not loop.last }}
        {% endfor -%}
    )
{%- endmacro %}

{#- The place of a tier, 1 the tightest. -#}
{% macro tier_rank(tier) -%}
    case {{ tier }}{% for name in match_tiers() %} when '{{ name }}' then {{ loop.index }}{% endfor %} end
{%- endmacro %}

{#- A link as a sentence. The relation has the columns of directed_links. -#}
{% macro link_in_words(link) -%}
    {{ link }}.from_reference || ' and ' || {{ link }}.to_reference
    || case
        when {{ link }}.rule_number = 0 then ': a steward decided that they are one person'
        when {{ link }}.name_grade is null
            then ': the same ' || {{ rule_in_words(link ~ '.rule_number') }}
                || ' (rule ' || {{ link }}.rule_name || ', ' || {{ link }}.tier || ')'
        else
            ': ' || {{ evidence_in_words(link) }} || ' = ' || {{ link }}.evidence
            || '; names: ' || {{ in_words(link ~ '.name_grade', name_grades()) }}
            || ' (found by ' || {{ link }}.rule_name || ', ' || {{ link }}.tier || ')'
    end
{%- endmacro %}

{#- What int_cut_links_explained says of a cut link, and the marts of it. -#}
{% macro conflict_columns() -%}
    {{- return([
        'conflict_namespace', 'conflict_left_channel', 'conflict_left_source_record_id', 'conflict_right_channel',
        'conflict_right_source_record_id',
    ]) -}}
{%- endmacro %}
