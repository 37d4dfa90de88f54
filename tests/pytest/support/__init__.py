"""What the tests share: private dbt runs, warehouses and database servers."""
