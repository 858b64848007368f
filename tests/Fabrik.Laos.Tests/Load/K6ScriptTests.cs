using System.Text;
using Fabrik.Laos.Load.K6;

namespace Fabrik.Laos.Tests.Load;

public sealed class K6ScriptTests
{
    [Theory]
    [InlineData("import grpc from 'k6/net/grpc';", "Module", "gRPC calls carry no headers of the run")]
    [InlineData("import { WebSocket } from \"k6/websockets\";", "Module", "WebSocket connections carry no headers of the run")]
    [InlineData("import ws from 'k6/ws'; import { browser } from 'k6/browser';", "Module", "WebSocket connections carry no headers of the run|pages of the browser carry no headers of the run")]
    [InlineData("import sql from 'k6/x/sql';", "Module", "calls of extensions carry no headers of the run")]
    [InlineData("// import grpc from 'k6/net/grpc';\nimport http from 'k6/http'; const u = 'http://a/b'; /* require('x') */", "Module", "")]
    [InlineData("const http = require('k6/http'); module.exports.default = () => {};", "CommonJs", "a script that uses `require` can't be wrapped: its requests carry no headers of the run, and its tags are replaced")]
    [InlineData("import http from 'k6/http';\nconst lib = require('./lib.js');", "Module", "")]
    public void What_can_t_be_covered_is_said(string script, string kind, string warnings)
    {
        var seen = K6Script.Of("script.js", Encoding.UTF8.GetBytes(script));
        Assert.Equal(kind, seen.Kind.ToString());
        Assert.Equal(warnings, string.Join('|', seen.Warnings));
    }

    [Fact]
    public void An_archive_is_told_by_its_name_or_its_bytes()
    {
        var tar = new byte[512];
        "ustar"u8.CopyTo(tar.AsSpan(257));
        Assert.Equal(K6ScriptKind.Archive, K6Script.Of("test", tar).Kind);
        Assert.Equal(K6ScriptKind.Archive, K6Script.Of("test.tar", "x"u8.ToArray()).Kind);
        Assert.Single(K6Script.Of("test", tar).Warnings);
    }
}
