{#- What decides who is who and is not in vars or seeds: the SQL of normalising, matching and resolving. Count it up when a
change of that SQL may change who is who, so that the changes of ids that follow have a cause. -#}
{% macro rule_code_version() -%}
    {{- return(4) -}}
{%- endmacro %}

{#- The vars that decide who is who. A test holds this list and `other_vars` against dbt_project.yml. -#}
{% macro identity_vars() -%}
    {{- return([
        'channels', 'phone_regions', 'match_eligible_classes', 'min_digits_of_member_no', 'max_age_years', 'brand',
        'customer_tier', 'max_records_per_key', 'max_records_per_guarded_key', 'max_forms_compared',
        'one_account_channels', 'strong_evidence', 'rare_name_below', 'very_common_name_from', 'match_rules',
        'evidence_weights', 'pair_policy',
    ]) -}}
{%- endmacro %}

{#- The vars that do not: where data lies, when it is, what follows from identity, and limits at which a run stops. -#}
{% macro other_vars() -%}
    {{- return([
        'as_of', 'raw_data_dir', 'raw_loads', 'optional_raw_tables', 'home_currency', 'ltv_baseline', 'survivorship',
        'household', 'rule_report', 'closure_rounds', 'id_matching_rounds', 'max_snapshot_shrink', 'churn_budget',
        'churn_tolerated_customers',
    ]) -}}
{%- endmacro %}

{#- MD5 of the vars that decide who is who, and of the version of the rules' SQL. -#}
{% macro identity_vars_digest() -%}
    {%- set parts = ['rule code ' ~ rule_code_version()] -%}
    {%- for name in identity_vars() -%}
        {%- do parts.append(name ~ '=' ~ tojson(var(name), sort_keys=true)) -%}
    {%- endfor -%}
    {{- return(local_md5(parts | join('\n'))) -}}
{%- endmacro %}

{#- The seeds that decide who is who, each with the columns that do. -#}
{% macro identity_policy_seeds() -%}
    {{- return({
        'country_names': ['country_name', 'country_code'],
        'email_domains': ['email_domain', 'domain_class', 'unified_domain'],
        'identifier_limits': [
            'identifier_type', 'max_persons', 'max_persons_offline', 'min_gap_days', 'max_periods',
        ],
        'nicknames': ['given_name', 'nickname'],
        'placeholder_values': ['identifier_type', 'value_part', 'value_text'],
        'role_mailboxes': ['local_part'],
    }) -}}
{%- endmacro %}

{#- Values of any type as one text, each with its length before it: equal only where all values are. -#}
{% macro texts_joined(columns) -%}
    {% for column in columns -%}
        coalesce(length(cast({{ column }} as varchar)) || ':' || cast({{ column }} as varchar), '-')
        {%- if not loop.last %} || {% endif %}
    {%- endfor %}
{%- endmacro %}

{#- The key of a steward's decision: what it says of which two records. Written anew it is another one. -#}
{% macro decision_key() -%}
    {{ hash_bigint(texts_joined(['decision_id', 'decision', 'left_record_key', 'right_record_key'])) }}
{%- endmacro %}
