using Npgsql;

namespace Fabrik.Store.Postgres;

/// <summary>Pooled connections with the settings every statement relies on.</summary>
internal static class PostgresSource
{
    public static NpgsqlDataSource Build(string dsn)
    {
        NpgsqlConnectionStringBuilder settings;
        try
        {
            settings = new NpgsqlConnectionStringBuilder(dsn);
        }
        catch (ArgumentException e)
        {
            throw new StoreUnavailableException(
                $"The PostgreSQL connection string can't be read: {e.Message} Expected Host=…;Database=…;Username=…;Password=….", e);
        }

        // Temporary objects last, so that none can stand in for a table or a function of ours.
        settings.SearchPath = "fabrik, pg_temp";
        settings.Timezone = "UTC";
        settings.ApplicationName ??= "fabrik";
        settings.NoResetOnClose = false;
        settings.Enlist = false;

        // An append is a megabyte or more: with the 8 KB default it would take hundreds of turns to send.
        settings.WriteBufferSize = 128 * 1024;
        return new NpgsqlDataSourceBuilder(settings.ConnectionString).Build();
    }

    public static async Task<NpgsqlConnection> ConnectAsync(NpgsqlDataSource source, CancellationToken cancellation)
    {
        try
        {
            return await source.OpenConnectionAsync(cancellation);
        }
        catch (NpgsqlException e)
        {
            throw new StoreUnavailableException($"PostgreSQL can't be reached or refuses the log-in: {e.Message}", e);
        }
    }
}
