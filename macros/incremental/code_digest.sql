{#- MD5 of all that a build is made of but data: code of models, seeds and macros, vars, the engine's version. No list of
what matters: an edit too many costs one full build, an edit missed would leave two policies in one table. -#}
{% macro code_digest() -%}
    {%- set parts = [] -%}
    {%- for node in graph.nodes.values() | sort(attribute='unique_id') if node.resource_type in ['model', 'seed'] -%}
        {%- do parts.append(node.unique_id ~ ' ' ~ node.checksum.checksum ~ ' ' ~ node.alias ~ ' ' ~ node.schema) -%}
    {%- endfor -%}
    {%- for name, value in invocation_args_dict.get('vars', {}).items() | sort
        if name not in ['as_of', 'raw_data_dir'] -%}
        {%- do parts.append(name ~ '=' ~ tojson(value, sort_keys=true)) -%}
    {%- endfor -%}
    {%- do parts.append(project_files_digest()) -%}
    {{- return(local_md5(parts | join('\n'))) -}}
{%- endmacro %}

{#- MD5 of dbt_project.yml, the macros, and the engine's version. -#}
{% macro project_files_digest() -%}
    {%- set folder = env_var('DBT_PROJECT_DIR', '.') | replace("'", "''") -%}
    {{- return(run_query(
        "select md5(version() || string_agg(md5(content), '' order by filename)) from read_text(['"
        ~ folder ~ "/dbt_project.yml', '" ~ folder ~ "/macros/**/*.sql'])"
    ).rows[0][0]) -}}
{%- endmacro %}
