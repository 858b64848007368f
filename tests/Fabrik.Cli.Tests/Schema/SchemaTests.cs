using Fabrik.Cli.Configuration;
using Fabrik.Cli.Tests.Support;
using Fabrik.Testing;

namespace Fabrik.Cli.Tests.Schema;

public sealed class SchemaTests
{
    public static TheoryData<string> Names => [.. Schemas.Catalogue.Names];

    [Fact]
    public async Task The_list_names_every_configuration_file()
    {
        using var cli = new TestCli();
        Assert.Equal("laos\nllm-script\n", (await cli.RunAsync("schema")).Out);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_schemas_in_the_repository_are_up_to_date(string name)
    {
        using var cli = new TestCli();
        var result = await cli.RunAsync("schema", name);
        var file = RepositoryRoot.Combine("schemas", $"{name}.schema.json");
        Assert.True(result.Out == await File.ReadAllTextAsync(file), $"{file} is not what this build says: run `fabrik schema {name} > schemas/{name}.schema.json`");
    }
}
